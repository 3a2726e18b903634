package io.gatehouse.products.stock;

import java.util.UUID;

/** Nothing is kept for the order, because of one product. */
record StockRejected(UUID orderId, Reason reason, UUID productId) {
    enum Reason {
        OUT_OF_STOCK,
        UNKNOWN_PRODUCT
    }
}
