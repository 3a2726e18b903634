package io.gatehouse.products;

import java.util.UUID;

/** There is something new to buy. */
record ProductCreated(UUID productId, String name, Money price, int stock) {}
