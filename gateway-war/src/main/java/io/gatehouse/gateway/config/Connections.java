package io.gatehouse.gateway.config;

import java.time.Duration;

/**
 * The connections to each instance of an upstream.
 *
 * @param max how many there may be at once
 * @param maxPending how many requests may wait for one; those beyond are refused
 * @param ttl how long one is used; the name of the host is resolved anew for the next
 * @param idle how long one is kept that nobody uses
 * @param buffer bytes, {@link #LEAST_BUFFER} to {@link #LARGEST_BUFFER}: how much is read or written at a time; one has three of them for as long
 *     as it is open
 */
public record Connections(int max, int maxPending, Duration ttl, Duration idle, int buffer) {
    public static final Connections DEFAULT =
            new Connections(4_096, 1_024, Duration.ofMinutes(5), Duration.ofSeconds(60), 16 << 10);

    public static final int LEAST_BUFFER = 1 << 10;
    public static final int LARGEST_BUFFER = 64 << 10;
}
