package io.gatehouse.orders.pricing;

import java.util.UUID;

/** What the products service says that a product costs. */
public record ProductPrice(UUID id, Money price) {}
