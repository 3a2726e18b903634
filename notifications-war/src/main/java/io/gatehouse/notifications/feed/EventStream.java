package io.gatehouse.notifications.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One open stream of one user. It holds at most {@link #MOST_WAITING} events; what comes while so many wait is left in
 * the database and read again when the client has taken them. A client that takes nothing for a minute is let go: it
 * comes back with the id of the last event that it has.
 *
 * <p>Whoever has something to write writes it, under the stream's own lock, and nobody ever waits for the client.
 */
final class EventStream {
    static final int MOST_WAITING = 100;
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(EventStream.class.getName());
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final UUID userId;
    private final Instant end;
    private final Outlet outlet;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    private long position;
    private boolean behind = true;
    private boolean closed;
    private Instant lastWritten;

    /**
     * @param position number of the last entry that the client has
     * @param end when its token expires
     */
    EventStream(UUID userId, long position, Instant end, Outlet outlet, Instant now) {
        this.userId = userId;
        this.position = position;
        this.end = end;
        this.outlet = outlet;
        this.lastWritten = now;
        // The id alone is no event; it lets a client resume that goes before it got one.
        waiting.add(("retry: 1000\nid: " + position + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    UUID userId() {
        return userId;
    }

    synchronized long position() {
        return position;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Whether it wants to be given what the database has behind its position; not while much waits to be taken. */
    synchronized boolean wantsToCatchUp() {
        return !closed && behind && waiting.isEmpty();
    }

    /** Takes what was read for it; it has caught up when that was all there is. */
    synchronized void catchUp(List<FeedEntry> entries, boolean all, Instant now) {
        behind = !all;
        entries.forEach(this::add);
        write(now);
    }

    /** Takes a new entry, unless it is behind: then it will read it. */
    synchronized void offer(FeedEntry entry, Instant now) {
        if (closed || behind) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            behind = true;
            return;
        }
        add(entry);
        write(now);
    }

    private void add(FeedEntry entry) {
        if (entry.number() > position) {
            position = entry.number();
            waiting.add(entry.event());
        }
    }

    /** Writes what the client takes now. */
    synchronized void write(Instant now) {
        try {
            while (!closed && !waiting.isEmpty() && outlet.isReady()) {
                byte[] next = waiting.remove();
                lastWritten = now;
                outlet.write(next);
            }
            if (!closed) {
                outlet.flush();
            }
        } catch (IOException | RuntimeException gone) {
            // Whatever the container makes of this one client, it is no reason to hold up the others.
            close();
        }
    }

    /** Writes something that means nothing, if nothing waits: it shows whether the client is still there. */
    synchronized void ping(Instant now) {
        if (!closed && waiting.isEmpty()) {
            waiting.add(COMMENT);
            write(now);
        }
    }

    /** Ends it when its time is over or its client takes nothing; keeps it alive when nothing has happened for long. */
    synchronized void tick(Instant now) {
        if (!now.isBefore(end) || (!waiting.isEmpty() && !now.isBefore(lastWritten.plus(PATIENCE)))) {
            close();
        } else if (waiting.isEmpty() && !now.isBefore(lastWritten.plus(HEARTBEAT))) {
            ping(now);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            try {
                outlet.close();
            } catch (RuntimeException failed) {
                LOG.log(Level.FINE, "A stream has not ended as it should.", failed);
            }
        }
    }
}
