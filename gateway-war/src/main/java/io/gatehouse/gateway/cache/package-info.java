/**
 * The response cache: a shared cache as RFC 9111 describes it, for the routes that switch it on.
 *
 * <p>What is decided stands apart from what is done: {@code Storing} (may this be kept?), {@code CacheStrategy} (may this be given?),
 * {@code Preconditions} (does the client have it already?) and {@code Freshening} (what does a validation change?) look at messages
 * and a time and at nothing else. {@code CachedExchange} does what they say, with {@code ResponseCache} as the store, {@code Flights} for requests
 * that wait for another's answer ({@code Audience}: whom else an answer is fetched for), and {@code BodyCopy} for bodies that are kept as they pass.
 */
@NullMarked
package io.gatehouse.gateway.cache;

import org.jspecify.annotations.NullMarked;
