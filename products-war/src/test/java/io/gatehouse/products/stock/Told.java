package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** An outbox that keeps what it is given, and a container's event that nobody observes. */
final class Told extends Outbox implements Event<Record> {
    /** What other services are told. */
    final List<Record> published = new ArrayList<>();

    final List<Record> audited = new ArrayList<>();
    final List<Record> fired = new ArrayList<>();

    @Override
    public void add(Topic topic, UUID subject, Record data) {
        published.add(data);
    }

    @Override
    public void auditOnly(UUID subject, Record data) {
        audited.add(data);
    }

    @Override
    public void auditEach(Map<UUID, ? extends Record> changes) {
        audited.addAll(changes.values());
    }

    @Override
    public void fire(Record event) {
        fired.add(event);
    }

    @Override
    public <U extends Record> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends Record> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<Record> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends Record> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends Record> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
