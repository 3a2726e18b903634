package io.gatehouse.products;

import io.gatehouse.products.price.Money;
import java.util.UUID;

/** What a product costs now. */
public record ProductPrice(UUID id, Money price) {}
