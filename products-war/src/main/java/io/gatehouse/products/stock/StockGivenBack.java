package io.gatehouse.products.stock;

import java.util.UUID;

/** So many pieces of the product are kept for an order no longer. For the audit alone. */
record StockGivenBack(UUID productId, UUID orderId, int quantity) {}
