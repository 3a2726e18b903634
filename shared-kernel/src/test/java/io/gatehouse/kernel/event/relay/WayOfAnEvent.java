package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import io.gatehouse.kernel.event.Inbox;
import io.gatehouse.kernel.event.MessageSpans;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.event.OutboxFilled;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.FakeBroker;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.fixture.Nobody;
import io.gatehouse.kernel.fixture.Recording;
import io.gatehouse.kernel.fixture.Some;
import io.gatehouse.kernel.identity.Actor;
import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.jms.TextMessage;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of an event from a request through outbox, relay, message and inbox to its effect, a step at a time. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
final class WayOfAnEvent implements AutoCloseable {
    record Changed(String what) {}

    final FakeBroker broker = new FakeBroker();

    private final Hands clock = new Hands();
    private final Database database = new Database(Database.h2());
    private final UUID subject = UUID.randomUUID();
    private final Recording recording;
    private final boolean off;

    WayOfAnEvent(Recording recording, boolean off) {
        this.recording = recording;
        this.off = off;
    }

    /** What the server does with a request when telemetry is switched on. */
    void ask(String traceParent) {
        Trace.within(traceParent, () -> {
            Span server = recording
                    .tracer()
                    .spanBuilder("POST /things")
                    .setSpanKind(SpanKind.SERVER)
                    .setParent(Trace.parent(traceParent))
                    .startSpan();
            Context.root()
                    .with(server)
                    .wrap(() -> commit(Topic.TASK_EVENTS, new Changed("it")))
                    .run();
            server.end();
        });
    }

    /** A change of its own. */
    void commit(Topic topic, Record data) {
        database.doInTransaction(
                entities -> beans(entities, event -> {}).get(Outbox.class).add(topic, subject, data));
    }

    /** As versions without traces have left it. */
    void leaveWithoutTrace() {
        CloudEvent old = CloudEvent.of("/probe", new Changed("long ago"), subject, clock.instant(), null);
        database.doInTransaction(entities -> entities.persist(new OutboxEntry(Topic.TASK_EVENTS, old)));
    }

    /** Whoever has changed the table. */
    void spoilWhatIsCommitted() {
        database.doInTransaction(entities -> entities.createQuery("update OutboxEntry e set e.document = 'nothing'")
                .executeUpdate());
    }

    List<OutboxEntry> committed() {
        return database.list("from OutboxEntry e order by e.id", OutboxEntry.class);
    }

    void publish() {
        database.doInTransaction(entities ->
                new Beans(entities, clock, publisher()).get(OutboxRelay.class).publishBatch());
    }

    EventPublisher publisher() {
        EventPublisher publisher = new EventPublisher();
        publisher.connections = broker.connections();
        publisher.spans = spans();
        return publisher;
    }

    /** Delivers what the broker took first. */
    void receive(EventEffect effect) {
        receive(broker.taken.get(0), effect, 3);
    }

    void receive(TextMessage message, EventEffect effect, int tries) {
        database.doInTransaction(entities -> beans(entities, effect)
                .with("gatehouse.events.tries", tries)
                .get(Inbox.class)
                .receive(message));
    }

    private MessageSpans spans() {
        return new Beans(recording.tracer()).with("otel.sdk.disabled", off).get(MessageSpans.class);
    }

    private Beans beans(EntityManager entities, EventEffect effect) {
        Actor nobody = new Actor() {
            @Override
            public @Nullable UUID id() {
                return null;
            }
        };
        return new Beans(entities, clock, spans(), nobody, new Nobody<OutboxFilled>(), new Some<>(List.of(effect)));
    }

    @Override
    public void close() {
        database.close();
    }
}
