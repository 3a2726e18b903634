package io.gatehouse.gateway.upstream;

import java.time.Duration;

/**
 * One try of a request.
 *
 * @param number from 1
 * @param timeLeft until the last byte of the answer must be here
 */
public record Attempt(Instance instance, int number, Duration timeLeft) {}
