package io.gatehouse.tasks;

import io.gatehouse.kernel.event.Outbox;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps what the audit was told of many at once. */
public final class Audited extends Outbox {
    final Map<UUID, Record> changes = new HashMap<>();

    @Override
    public void auditEach(Map<UUID, ? extends Record> more) {
        changes.putAll(more);
    }
}
