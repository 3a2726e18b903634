package io.gatehouse.kernel.event.relay;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Whether the broker answered when it was asked last. The relay's thread asks it now and then, so that whoever looks at
 * health or metrics waits for nobody.
 */
@ApplicationScoped
public class BrokerState {
    static final String GAUGE = "gatehouse_broker_reachable";

    /** What was found; UNKNOWN before it was asked for the first time. */
    public enum Reachability {
        UNKNOWN,
        UP,
        DOWN
    }

    @Inject
    EventPublisher publisher;

    @Inject
    MetricRegistry registry;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    private volatile Reachability found = Reachability.UNKNOWN;
    private boolean registered;

    public Reachability found() {
        return found;
    }

    /** Asks the broker; the first time it makes the gauge. */
    void ask() {
        boolean answers = false;
        try {
            answers = publisher.isReachable();
        } finally {
            found = answers ? Reachability.UP : Reachability.DOWN;
            if (!registered) {
                register();
            }
        }
    }

    private void register() {
        Metadata metadata = Metadata.builder()
                .withName(GAUGE)
                .withDescription("1 when the broker answers, 0 when it does not")
                .build();
        registry.gauge(metadata, this, state -> state.found == Reachability.UP ? 1 : 0, new Tag("service", service));
        registered = true;
    }

    @PreDestroy
    void unregister() {
        registry.remove(new MetricID(GAUGE, new Tag("service", service)));
    }
}
