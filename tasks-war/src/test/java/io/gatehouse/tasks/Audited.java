package io.gatehouse.tasks;

import io.gatehouse.kernel.event.Outbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the audit was told of many at once. */
public final class Audited extends Outbox {
    final Map<UUID, Record> changes = new ConcurrentHashMap<>();

    /** Whatever was changed, as often as it was. */
    final List<UUID> subjects = new CopyOnWriteArrayList<>();

    @Override
    public void auditEach(Map<UUID, ? extends Record> more) {
        changes.putAll(more);
        subjects.addAll(more.keySet());
    }
}
