package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.deadletter.DeadLetters;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what waits: the database is asked every few seconds, and not by whoever reads {@code /metrics}. The tag
 * {@code service} tells the services of one server apart.
 */
@ApplicationScoped
public class EventGauges {
    /** What was counted the last time. */
    record Waiting(
            long pending, long refused, long dead, @Nullable Instant oldest) {
        static final Waiting NOTHING = new Waiting(0, 0, 0, null);
    }

    @PersistenceContext
    EntityManager entities;

    @Inject
    DeadLetters deadLetters;

    @Inject
    MetricRegistry registry;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    private final List<MetricID> registered = new ArrayList<>();
    private volatile Waiting waiting = Waiting.NOTHING;

    /** Counts; the first time it makes the gauges. */
    @Transactional
    public void update() {
        Tuple outbox = entities.createQuery(
                        "select count(e) as pending, min(e.createdAt) as oldest,"
                                + " coalesce(sum(case when e.refusals > 0 then 1 else 0 end), 0) as refused"
                                + " from OutboxEntry e",
                        Tuple.class)
                .getSingleResult();
        waiting = new Waiting(
                outbox.get("pending", Long.class),
                outbox.get("refused", Long.class),
                deadLetters.count(),
                outbox.get("oldest", Instant.class));
        if (registered.isEmpty()) {
            register();
        }
    }

    /** Seconds since the oldest event was committed that is not published yet; 0 when all are. */
    double lagSeconds() {
        Instant oldest = waiting.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1e3);
    }

    private void register() {
        gauge(
                "gatehouse_outbox_lag_seconds",
                "Age of the oldest event that is not published yet",
                EventGauges::lagSeconds);
        gauge("gatehouse_outbox_pending", "Events that are not published yet", all -> all.waiting.pending());
        gauge("gatehouse_outbox_refused", "Events that the broker does not take", all -> all.waiting.refused());
        gauge("gatehouse_dead_letters", "Events whose effect has failed for good", all -> all.waiting.dead());
    }

    private void gauge(String name, String description, ToDoubleFunction<EventGauges> figure) {
        Tag tag = new Tag("service", service);
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, this, figure::applyAsDouble, tag);
        registered.add(new MetricID(name, tag));
    }

    @PreDestroy
    void unregister() {
        registered.forEach(registry::remove);
    }
}
