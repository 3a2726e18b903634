package io.gatehouse.orders;

import io.gatehouse.orders.pricing.Money;
import java.util.UUID;

/** All that was ordered is kept for the user. */
record OrderConfirmed(UUID orderId, UUID userId, Money total) {}
