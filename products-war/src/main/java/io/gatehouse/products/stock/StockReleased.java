package io.gatehouse.products.stock;

import java.util.UUID;

/** Nothing is kept for the order any more; all of it can be promised to others. */
record StockReleased(UUID orderId, Reason reason) {
    enum Reason {
        ORDER_CANCELLED,
        ORDER_TIMED_OUT,
        RESERVATION_EXPIRED
    }
}
