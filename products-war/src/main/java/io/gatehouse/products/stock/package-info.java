/**
 * How many of each product are at hand. {@link io.gatehouse.products.stock.Reservations} answers each placed order:
 * all of its lines are reserved, or none.
 */
@NullMarked
package io.gatehouse.products.stock;

import org.jspecify.annotations.NullMarked;
