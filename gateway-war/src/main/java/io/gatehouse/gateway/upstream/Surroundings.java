package io.gatehouse.gateway.upstream;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What upstreams work with.
 *
 * @param fetch gets a text that is answered with 200; without blocking, and in the end it succeeds or fails
 * @param clock runs what is due; nothing on it may block
 * @param nanoTime as {@link System#nanoTime}
 * @param random from 0 to 1
 */
public record Surroundings(
        Function<URI, CompletionStage<String>> fetch,
        ScheduledExecutorService clock,
        LongSupplier nanoTime,
        DoubleSupplier random) {}
