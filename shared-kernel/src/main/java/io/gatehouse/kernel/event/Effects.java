package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/**
 * Lets an event take effect once, however often it is delivered: its id is inserted in the transaction of the effect,
 * and the primary key lets the second one wait for the first and then insert nothing.
 */
@ApplicationScoped
public class Effects {
    /** A dead letter may be replayed so long without its effect happening twice. */
    private static final Duration KEEP = Duration.ofDays(30);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    @Any
    Instance<EventEffect> effects;

    @Inject
    DeadLetters deadLetters;

    /**
     * Runs the effects unless the event had them already.
     *
     * @param failedBefore whether a failure may have been noted that is overcome now
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void once(CloudEvent event, boolean failedBefore) {
        int inserted = entities.createNativeQuery(
                        "insert into inbox (event_id, received_at) values (:id, :now) on conflict do nothing")
                .setParameter("id", event.id())
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (inserted > 0) {
            effects.forEach(effect -> effect.of(event));
        }
        if (failedBefore) {
            deadLetters.delete(event.id());
        }
    }

    /** Forgets ids after a month, and failures that were overcome without anybody noticing. */
    @Transactional
    public void forgetOld() {
        entities.createQuery("delete from InboxEntry i where i.receivedAt < :old")
                .setParameter("old", clock.instant().minus(KEEP))
                .executeUpdate();
        entities.createQuery(
                        "delete from DeadLetter d where d.deadAt is null and d.id in (select i.eventId from InboxEntry i)")
                .executeUpdate();
    }
}
