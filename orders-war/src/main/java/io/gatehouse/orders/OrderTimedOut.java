package io.gatehouse.orders;

import java.util.UUID;

/** The stock was not reserved in time, and the order has ended. What is kept for it is free. */
record OrderTimedOut(UUID orderId, UUID userId) {}
