/**
 * How many of each product are at hand. {@link io.gatehouse.products.stock.Reservations} answers each placed order: all
 * of its lines are held for it, or none, until it is confirmed, has ended, or nothing was heard of it for too long. The
 * administrators' part is {@link io.gatehouse.products.stock.StockResource}.
 */
@NullMarked
package io.gatehouse.products.stock;

import org.jspecify.annotations.NullMarked;
