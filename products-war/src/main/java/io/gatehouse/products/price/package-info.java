/**
 * What things cost: {@link io.gatehouse.products.price.Money} is exact, {@link io.gatehouse.products.price.NewPrice} is
 * how a client says it, and {@link io.gatehouse.products.price.Prices} makes the one of the other.
 */
@NullMarked
package io.gatehouse.products.price;

import org.jspecify.annotations.NullMarked;
