package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetterView;
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
import java.util.Optional;

/**
 * Lets an event take effect once, however often it is delivered: its id is inserted in the transaction of the effect,
 * and the primary key lets the second one wait for the first and then insert nothing.
 */
@ApplicationScoped
public class Effects {
    /** A dead letter may be replayed so long without its effect happening twice. */
    private static final Duration KEEP = Duration.ofDays(30);

    private static final int BATCH = 10_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    @Any
    Instance<EventEffect> effects;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Outbox outbox;

    /**
     * Runs the effects unless the event had them already.
     *
     * @param failedBefore whether a failure may have been noted that is overcome now
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void once(CloudEvent event, boolean failedBefore) {
        once(event);
        if (failedBefore) {
            deadLetters.delete(event.id());
        }
    }

    /**
     * The same for a dead letter, which goes first: so nobody discards it meanwhile, and an effect that deletes letters
     * finds it gone. That somebody has replayed it is audited with the effect, and once.
     *
     * @return false when somebody else has replayed or discarded it: then nothing happens
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean replay(CloudEvent event) {
        Optional<DeadLetterView> removed = deadLetters.remove(event.id());
        removed.ifPresent(letter -> {
            once(event);
            outbox.auditOnly(letter.id(), DeadLetterReplayed.of(letter));
        });
        return removed.isPresent();
    }

    private void once(CloudEvent event) {
        int inserted = entities.createNativeQuery(
                        "insert into inbox (event_id, received_at) values (:id, :now) on conflict do nothing")
                .setParameter("id", event.id())
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (inserted > 0) {
            effects.forEach(effect -> effect.of(event));
        }
    }

    /**
     * Forgets ids after a month, and failures that were overcome without anybody noticing: some of them, so that it never
     * takes long. True when there may be more.
     */
    @Transactional
    public boolean forgetOld() {
        return forgetOld(BATCH);
    }

    boolean forgetOld(int most) {
        int ids = entities.createNativeQuery("delete from inbox where event_id in (select event_id from inbox"
                        + " where received_at < :old order by received_at fetch first " + most + " rows only)")
                .setParameter("old", clock.instant().minus(KEEP))
                .executeUpdate();
        int overcome = entities.createNativeQuery("delete from dead_letter where id in (select d.id from dead_letter d"
                        + " join inbox i on i.event_id = d.id where d.dead_at is null order by d.number fetch first "
                        + most + " rows only)")
                .executeUpdate();
        return ids == most || overcome == most;
    }
}
