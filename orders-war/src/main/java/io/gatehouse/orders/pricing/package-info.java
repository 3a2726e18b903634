/** What products cost: {@link io.gatehouse.orders.pricing.Prices} asks the products service, and bears its absence. */
@NullMarked
package io.gatehouse.orders.pricing;

import org.jspecify.annotations.NullMarked;
