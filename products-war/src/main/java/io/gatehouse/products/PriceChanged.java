package io.gatehouse.products;

import io.gatehouse.products.price.Money;
import java.util.UUID;

/** A product costs something else now; orders that were placed keep the price that they have. */
record PriceChanged(UUID productId, Money price) {}
