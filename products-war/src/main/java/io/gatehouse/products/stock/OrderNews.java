package io.gatehouse.products.stock;

import java.util.Objects;
import java.util.UUID;

/** What stock needs to know of an order that went on: which one it is. */
record OrderNews(UUID orderId) {
    OrderNews {
        Objects.requireNonNull(orderId, "orderId");
    }
}
