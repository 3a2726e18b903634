package io.gatehouse.orders;

import java.util.UUID;

/** The order will not be fulfilled; the reason is a code. */
record OrderRejected(UUID orderId, UUID userId, String reason) {}
