package io.gatehouse.orders;

import java.util.List;
import java.util.UUID;

/** A user wants to buy something, and its price is fixed. */
record OrderPlaced(UUID orderId, UUID userId, List<Line> lines) {
    record Line(UUID productId, int quantity) {}
}
