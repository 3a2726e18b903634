/**
 * Products: what can be bought and for how much. {@link io.gatehouse.products.ProductsResource} is the API,
 * {@link io.gatehouse.products.Product} the aggregate, {@link io.gatehouse.products.Products} all of them; how many there
 * are is the matter of {@code stock}, what they cost that of {@code price}, and how they are sorted into a shop's
 * departments that of {@code category}.
 */
@NullMarked
package io.gatehouse.products;

import org.jspecify.annotations.NullMarked;
