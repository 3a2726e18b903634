/**
 * Orders: who wants how much of what, at which price. {@link io.gatehouse.orders.OrdersResource} is the API,
 * {@link io.gatehouse.orders.Order} the aggregate and its states, {@link io.gatehouse.orders.pricing.Prices} asks the products
 * service, {@link io.gatehouse.orders.ProductEventsConsumer} hears what became of the stock.
 */
@NullMarked
package io.gatehouse.orders;

import org.jspecify.annotations.NullMarked;
