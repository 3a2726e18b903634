/**
 * The response cache: a shared cache as RFC 9111 describes it, for the routes that switch it on.
 *
 * <p>What is decided stands apart from what is done. {@code message} reads messages, {@code store} keeps answers, {@code decision} says what may be kept
 * and given; here it is done. {@code CachedExchange} does what the decisions say, with {@code Flights} for requests that wait for another's answer
 * ({@code Audience}: whom else an answer is fetched for), and {@code BodyCopy} for bodies that are kept as they pass.
 */
@NullMarked
package io.gatehouse.gateway.cache;

import org.jspecify.annotations.NullMarked;
