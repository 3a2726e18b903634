/**
 * What a shared cache may and must do, as RFC 9111 says it: {@code Storing} (may this be kept?), {@code CacheStrategy} (may this be given?),
 * {@code Preconditions} (does the client have it already?) and {@code Freshening} (what does a validation change?). Nothing here asks anybody or changes what is stored.
 */
@NullMarked
package io.gatehouse.gateway.cache.decision;

import org.jspecify.annotations.NullMarked;
