package io.gatehouse.gateway;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The connections on which no request may follow. The server closes them when the last answer is out, but a request that was sent ahead, or hidden behind one
 * that was refused, it serves first now and then: which of the two comes first is chance. Identifiers are never used twice, so they need be remembered only as long
 * as that may take.
 */
final class EndedConnections {
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final AtomicLong swept;

    /** @param nanoTime as of {@link System#nanoTime} */
    EndedConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.swept = new AtomicLong(nanoTime.getAsLong());
    }

    /** From now on nothing that comes on the connection of this request is served. */
    void endWith(ServletRequest last) {
        ServletConnection connection = last.getServletConnection();
        if (connection == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        ended.put(connection.getConnectionId(), now);
        long before = swept.get();
        if (now - before > REMEMBERED_NANOS && swept.compareAndSet(before, now)) {
            ended.values().removeIf(since -> now - since > REMEMBERED_NANOS);
        }
    }

    /** Whether this request came on a connection that has ended. */
    boolean contain(ServletRequest request) {
        if (ended.isEmpty()) {
            return false;
        }
        ServletConnection connection = request.getServletConnection();
        return connection != null && ended.containsKey(connection.getConnectionId());
    }

    int size() {
        return ended.size();
    }
}
