/** Which route a request takes: the head of the request, predicates over it, and the table that finds the route. */
@NullMarked
package io.gatehouse.gateway.routing;

import org.jspecify.annotations.NullMarked;
