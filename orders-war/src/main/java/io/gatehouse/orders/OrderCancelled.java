package io.gatehouse.orders;

import java.util.UUID;

/** Somebody does not want it any more, or its reservation has expired; the reason is a code. What is kept for it is free. */
record OrderCancelled(UUID orderId, UUID userId, String reason) {}
