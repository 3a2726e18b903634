package io.gatehouse.notifications.feed;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** How many streams are open. */
@ApplicationScoped
public class StreamGauge {
    private static final String NAME = "gatehouse_notification_streams";

    @Inject
    MetricRegistry registry;

    @Inject
    Streams streams;

    void register() {
        Metadata metadata = Metadata.builder()
                .withName(NAME)
                .withDescription("Open streams of notifications")
                .build();
        registry.gauge(metadata, streams, Streams::count);
    }

    @PreDestroy
    void unregister() {
        registry.remove(new MetricID(NAME));
    }
}
