package io.gatehouse.gateway.pipeline;

/**
 * Where an answer came from, for those who log and count.
 *
 * @param instance the one that answered, or that was tried last, as host:port
 * @param attempts how often instances were asked, from 1
 * @param connectNanos from the start of the last attempt until it had a connection
 * @param answerNanos from the start of the last attempt until the head of the answer was here
 */
public record Origin(String upstream, String instance, int attempts, long connectNanos, long answerNanos) {}
