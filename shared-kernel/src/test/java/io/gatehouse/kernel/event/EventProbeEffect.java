package io.gatehouse.kernel.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Writes what it is told into a table, and fails after it has written when it is told to. */
@ApplicationScoped
public class EventProbeEffect implements EventEffect {
    static final String FAILS_ONCE = "fails once";
    static final String FAILS_ONCE_MORE = "fails once more";
    static final String FAILS = "fails until repaired";
    static final String ANSWERS = "is answered by another event";
    static final Logger LOG = Logger.getLogger(EventProbeEffect.class.getName());

    /** Another service would consume it. */
    record Answered(String what) {}

    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean repaired = new AtomicBoolean();

    @Inject
    Outbox outbox;

    @PersistenceContext
    EntityManager entities;

    @Override
    public void of(CloudEvent event) {
        String what = event.dataAs(EventProbe.Changed.class).what();
        entities.createNativeQuery("insert into effect (subject, what) values (:subject, :what)")
                .setParameter("subject", event.subject())
                .setParameter("what", what)
                .executeUpdate();
        boolean fails = what.equals(FAILS) ? !repaired.get() : what.startsWith(FAILS_ONCE) && failed.add(what);
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
        if (what.equals(ANSWERS)) {
            LOG.info("answered");
            outbox.add(Topic.ORDER_EVENTS, UUID.fromString(event.subject()), new Answered("yes"));
        }
    }

    void repair(boolean done) {
        repaired.set(done);
    }
}
