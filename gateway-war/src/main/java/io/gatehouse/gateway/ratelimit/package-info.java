/**
 * How often clients may ask. A {@code RateLimit} of the configuration divides requests into {@link Partition}s, and each client of a partition has a bucket
 * of tokens in {@link Buckets}. {@link RateLimits} makes the filters: limits by address hold before a token is verified, limits by who the client is after
 * it; {@link LocalBuckets} keeps the buckets of this server.
 */
@NullMarked
package io.gatehouse.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
