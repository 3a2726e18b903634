package io.gatehouse.kernel.event;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.Change;
import io.gatehouse.kernel.trace.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a change puts its events: they are committed with it or not at all, for other services and for the audit. */
@ApplicationScoped
public class Outbox {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    AuditTrail audit;

    @Inject
    Event<OutboxFilled> filled;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    /**
     * Adds an event to the current transaction, after what the transaction has changed so far.
     *
     * @param subject id of the aggregate that changed
     * @param data a record whose name is the event's type
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Topic topic, UUID subject, Record data) {
        CloudEvent event = audited(subject, data);
        entities.persist(new OutboxEntry(topic, event));
        filled.fire(new OutboxFilled());
    }

    /** The same for a change that no other service needs to know: it is audited and not published. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void auditOnly(UUID subject, Record data) {
        audited(subject, data);
    }

    /**
     * The same for one change of each of any number of aggregates, in few statements.
     *
     * @param changes what happened, by the id of the aggregate
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void auditEach(Map<UUID, ? extends Record> changes) {
        audit.appendAll(changes.entrySet().stream()
                .map(change -> change(event(change.getKey(), change.getValue()), change.getValue()))
                .iterator());
    }

    private CloudEvent audited(UUID subject, Record data) {
        CloudEvent event = event(subject, data);
        audit.append(change(event, data));
        return event;
    }

    private CloudEvent event(UUID subject, Record data) {
        return CloudEvent.of("/" + service, data, subject, clock.instant(), Trace.here());
    }

    private static Change change(CloudEvent event, Record data) {
        return new Change(
                event.id(),
                event.subject(),
                event.time(),
                data,
                kept -> event.with(kept).document());
    }
}
