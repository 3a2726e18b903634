package io.gatehouse.orders;

import java.util.UUID;

/** Its owner is a user no longer, and the order nobody's. For the audit alone. */
record OrderOwnerForgotten(UUID orderId) {}
