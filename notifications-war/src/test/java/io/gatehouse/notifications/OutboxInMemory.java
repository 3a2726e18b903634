package io.gatehouse.notifications;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told. */
public final class OutboxInMemory extends Outbox {
    public final List<Record> told = new CopyOnWriteArrayList<>();
    public final List<Record> audited = new CopyOnWriteArrayList<>();

    @Override
    public void add(Topic topic, UUID subject, Record data) {
        told.add(data);
    }

    @Override
    public void auditOnly(UUID subject, Record data) {
        audited.add(data);
    }

    @Override
    public void auditEach(Map<UUID, ? extends Record> changes) {
        audited.addAll(changes.values());
    }
}
