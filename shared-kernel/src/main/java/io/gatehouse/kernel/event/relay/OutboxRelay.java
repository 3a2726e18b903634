package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Publishes what the outbox holds, oldest first.
 *
 * <p>The lock on the one row of {@code outbox_relay} makes this relay the only one over all instances, so events of one
 * aggregate keep their order. The broker confirms a batch before its rows are deleted: a crash in between publishes the
 * batch again, and the inbox of each consumer drops what it has seen. At least once on this side, once in effect.
 *
 * <p>When the broker refuses a batch and yet answers, the refusal is about single events. Then they are sent one by one.
 * An event that is refused alone waits for its time to retry, and with it the later events of its subject, which may not
 * overtake it; the events of all other subjects go on. Nothing is ever thrown away: the reason is at the broker (an
 * address that does not exist, a limit), and an operator can take it away.
 */
@ApplicationScoped
public class OutboxRelay {
    static final int BATCH = 100;

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class.getName());

    @PersistenceContext
    EntityManager entities;

    @Inject
    EventPublisher publisher;

    @Inject
    Clock clock;

    /** Publishes one batch; true when there may be more. A JMSRuntimeException says that the broker is away. */
    @Transactional
    public boolean publishBatch() {
        if (!isOnlyRelay()) {
            return false;
        }
        List<OutboxEntry> batch = due();
        if (batch.isEmpty()) {
            return false;
        }
        try {
            publisher.publish(batch);
        } catch (JMSRuntimeException refused) {
            if (!publisher.isReachable()) {
                throw refused;
            }
            publishOneByOne(batch);
            return true;
        }
        entities.createQuery("delete from OutboxEntry e where e in :published")
                .setParameter("published", batch)
                .executeUpdate();
        return batch.size() == BATCH;
    }

    private List<OutboxEntry> due() {
        return entities.createQuery(
                        "select e from OutboxEntry e where e.subject not in"
                                + " (select w.subject from OutboxEntry w where w.retryAt > :now) order by e.id",
                        OutboxEntry.class)
                .setParameter("now", clock.instant())
                .setMaxResults(BATCH)
                .getResultList();
    }

    /** What went out before the broker went away is deleted all the same. */
    private void publishOneByOne(List<OutboxEntry> batch) {
        Set<String> waiting = new HashSet<>();
        for (OutboxEntry entry : batch) {
            if (waiting.contains(entry.subject())) {
                continue;
            }
            try {
                publisher.publish(List.of(entry));
                entities.remove(entry);
            } catch (JMSRuntimeException refused) {
                if (!publisher.isReachable()) {
                    return;
                }
                waiting.add(entry.subject());
                // Once is enough for the log; the gauge goes on telling.
                Level level = entry.refused(clock.instant()) == 1 ? Level.WARNING : Level.FINE;
                LOG.log(
                        level,
                        () -> "EVENT_REFUSED: the broker does not take " + entry.eventId() + " for " + entry.topic()
                                + "; it waits, and so do later events of " + entry.subject() + ": "
                                + refused.getMessage());
            }
        }
    }

    private boolean isOnlyRelay() {
        return !entities.createNativeQuery(
                        "select id from outbox_relay where id = 1 for update skip locked", Integer.class)
                .getResultList()
                .isEmpty();
    }
}
