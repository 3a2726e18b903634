package io.gatehouse.notifications.mail;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** Figures of mails: what became of tries, and what waits. The database is asked every few seconds. */
@ApplicationScoped
public class MailGauges {
    private static final String PENDING = "gatehouse_mail_pending";
    private static final String LAG = "gatehouse_mail_lag_seconds";

    /** What was counted the last time. */
    record Waiting(long pending, @Nullable Instant oldest) {}

    @PersistenceContext
    EntityManager entities;

    @Inject
    MetricRegistry registry;

    @Inject
    Clock clock;

    private volatile Waiting waiting = new Waiting(0, null);
    private boolean registered;

    void settled(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailSettled mail) {
        registry.counter("gatehouse_mails_total", new Tag("outcome", mail.outcome()))
                .inc();
    }

    /** Counts; the first time it makes the gauges. */
    @Transactional
    public void update() {
        Tuple found = entities.createQuery(
                        "select count(m) as pending, min(m.dueSince) as oldest from Mail m"
                                + " where m.status = :pending and m.address is not null",
                        Tuple.class)
                .setParameter("pending", Mail.Status.PENDING)
                .getSingleResult();
        waiting = new Waiting(found.get("pending", Long.class), found.get("oldest", Instant.class));
        if (!registered) {
            register();
            registered = true;
        }
    }

    long pending() {
        return waiting.pending();
    }

    /** Seconds since the first of those that wait could be sent, also while it is tried; 0 when none waits. */
    double lagSeconds() {
        Instant oldest = waiting.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1e3);
    }

    private void register() {
        registry.gauge(described(PENDING, "Mails that wait to be sent"), this, MailGauges::pending);
        registry.gauge(
                described(LAG, "How long a mail that waits could have been sent, at most"),
                this,
                MailGauges::lagSeconds);
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    @PreDestroy
    void unregister() {
        List.of(PENDING, LAG).forEach(name -> registry.remove(new MetricID(name)));
    }
}
