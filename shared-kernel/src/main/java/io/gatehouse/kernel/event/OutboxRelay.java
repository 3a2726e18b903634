package io.gatehouse.kernel.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Publishes what the outbox holds, oldest first.
 *
 * <p>The lock on the one row of {@code outbox_relay} makes this relay the only one over all instances, so events of one
 * aggregate keep their order. The broker confirms a batch before its rows are deleted: a crash in between publishes the
 * batch again, and the inbox of each consumer drops what it has seen. At least once on this side, once in effect.
 */
@ApplicationScoped
public class OutboxRelay {
    static final int BATCH = 100;

    @PersistenceContext
    EntityManager entities;

    @Inject
    EventPublisher publisher;

    /** Publishes one batch; true when it was full, so that there may be more. */
    @Transactional
    public boolean publishBatch() {
        if (!isOnlyRelay()) {
            return false;
        }
        List<OutboxEntry> batch = entities.createQuery("select e from OutboxEntry e order by e.id", OutboxEntry.class)
                .setMaxResults(BATCH)
                .getResultList();
        if (batch.isEmpty()) {
            return false;
        }
        publisher.publish(batch);
        entities.createQuery("delete from OutboxEntry e where e in :published")
                .setParameter("published", batch)
                .executeUpdate();
        return batch.size() == BATCH;
    }

    private boolean isOnlyRelay() {
        return !entities.createNativeQuery(
                        "select id from outbox_relay where id = 1 for update skip locked", Integer.class)
                .getResultList()
                .isEmpty();
    }
}
