package io.gatehouse.kernel.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a change puts its events: they are committed with it or not at all. */
@ApplicationScoped
public class Outbox {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    Event<OutboxFilled> filled;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    /**
     * Adds an event to the current transaction.
     *
     * @param subject id of the aggregate that changed
     * @param data a record whose name is the event's type
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Topic topic, UUID subject, Record data) {
        CloudEvent event = CloudEvent.of("/" + service, data, subject, clock.instant());
        entities.persist(new OutboxEntry(topic, event));
        filled.fire(new OutboxFilled());
    }
}
