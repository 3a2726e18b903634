package io.gatehouse.products.stock;

import java.util.UUID;

/** What is kept for the order is kept until the order is cancelled. For the audit alone. */
record StockCommitted(UUID orderId) {}
