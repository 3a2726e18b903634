package io.gatehouse.gateway.upstream;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What upstreams work with.
 *
 * @param probe succeeds when a URL answers 200; without blocking, and in the end it succeeds or fails
 * @param clock runs what is due; nothing on it may block, nor take long
 * @param executor runs what is to be done when something is due
 * @param nanoTime as {@link System#nanoTime}
 * @param random from 0 to 1
 */
public record Surroundings(
        Function<URI, ? extends CompletionStage<?>> probe,
        ScheduledExecutorService clock,
        Executor executor,
        LongSupplier nanoTime,
        DoubleSupplier random) {
    /** All of it on the clock's thread. */
    public Surroundings(
            Function<URI, ? extends CompletionStage<?>> probe,
            ScheduledExecutorService clock,
            LongSupplier nanoTime,
            DoubleSupplier random) {
        this(probe, clock, Runnable::run, nanoTime, random);
    }
}
