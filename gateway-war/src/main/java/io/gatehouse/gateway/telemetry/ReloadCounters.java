package io.gatehouse.gateway.telemetry;

import java.time.Instant;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Attempts to put a configuration to work, by what came of them, and since when the one at work is. */
public final class ReloadCounters {
    private final MetricRegistry registry;
    private volatile double lastGood;

    public ReloadCounters(MetricRegistry registry) {
        this.registry = registry;
        registry.gauge(
                Metadata.builder()
                        .withName("gatehouse_gateway_config_loaded_timestamp_seconds")
                        .withDescription("When the configuration at work was put to work, in seconds since 1970")
                        .build(),
                this,
                counters -> counters.lastGood);
    }

    /** Another attempt; its outcome is one of a few words. */
    public void attempted(String outcome) {
        registry.counter(
                        Metadata.builder()
                                .withName("gatehouse_gateway_config_reloads")
                                .withDescription("Attempts to put a configuration to work, by outcome")
                                .build(),
                        new Tag("outcome", outcome))
                .inc();
    }

    /** Another configuration is at work since then. */
    public void applied(Instant at) {
        lastGood = at.toEpochMilli() / 1000.0;
    }
}
