/**
 * Where requests can go, and how they get there. {@link io.gatehouse.gateway.upstream.Upstream} is asked; {@code Tries} asks once or, where a retry
 * is allowed, again; for every try {@code Gates} chooses an instance with the {@code LoadBalancer} and lets the try through circuit breaker, bulkhead and
 * adaptive limit, in this order, or refuses; what the answer says goes back to all of them. Probes run beside all this, on a schedule.
 */
@NullMarked
package io.gatehouse.gateway.upstream;

import org.jspecify.annotations.NullMarked;
