package io.gatehouse.gateway.upstream;

import java.time.Instant;

/**
 * What is known of one instance now.
 *
 * @param upstream the name of its upstream
 * @param instance its host:port; not for everybody's eyes
 * @param ready whether requests are sent to it
 * @param since when that was last found to have changed
 */
public record InstanceStatus(String upstream, String instance, boolean ready, Instant since) {}
