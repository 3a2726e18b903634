package io.gatehouse.products.stock;

import java.util.UUID;

/** So many pieces of the product are kept for an order. For the audit alone. */
record StockTaken(UUID productId, UUID orderId, int quantity) {}
