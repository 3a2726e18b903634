package io.gatehouse.gateway.telemetry;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** How the server's listeners read requests, and what they refuse before one reaches the gateway. */
public final class ListenerFigures {
    private static final Tag[] NO_TAGS = {};

    private final Counter refused;
    private volatile int strict;

    public ListenerFigures(MetricRegistry registry) {
        registry.gauge(
                described("gatehouse_gateway_strict_listeners", "Listeners that read requests strictly"),
                this,
                figures -> figures.strict);
        refused = registry.counter(
                described("gatehouse_gateway_malformed_messages", "Messages that such a listener refused"), NO_TAGS);
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    /** So many listeners read strictly from now on. */
    public void strict(int count) {
        strict = count;
    }

    /** One has refused a message. */
    public void refused() {
        refused.inc();
    }
}
