package io.gatehouse.gateway.config;

import java.time.Duration;

/**
 * The connections to each instance of an upstream.
 *
 * @param max how many there may be at once
 * @param maxPending how many requests may wait for one; those beyond are refused
 * @param ttl how long one is used; the name of the host is resolved anew for the next
 * @param idle how long one is kept that nobody uses
 */
public record Connections(int max, int maxPending, Duration ttl, Duration idle) {
    public static final Connections DEFAULT =
            new Connections(4_096, 1_024, Duration.ofMinutes(5), Duration.ofSeconds(60));
}
