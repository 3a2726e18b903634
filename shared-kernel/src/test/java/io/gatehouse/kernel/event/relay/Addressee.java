package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.OutboxEntry;
import jakarta.jms.JMSRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A broker that can be away, refuse single events, and remembers what it took; a transaction is taken whole or not. */
final class Addressee extends EventPublisher {
    final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    final List<UUID> taken = new ArrayList<>();
    volatile boolean away;
    volatile Runnable whilePublishing = () -> {};
    int transactions;

    @Override
    public void publish(List<OutboxEntry> events) {
        whilePublishing.run();
        if (away || events.stream().anyMatch(event -> refused.contains(event.eventId()))) {
            throw new JMSRuntimeException("refused on purpose");
        }
        synchronized (taken) {
            transactions++;
            events.forEach(event -> taken.add(event.eventId()));
        }
    }

    @Override
    public boolean isReachable() {
        return !away;
    }
}
