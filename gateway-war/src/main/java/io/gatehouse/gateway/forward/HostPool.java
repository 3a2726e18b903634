package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.config.Connections;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one instance of an upstream.
 *
 * <p>Each connection occupies a place, from the decision to make it until it is closed; there are as many places as the settings allow. Whoever
 * finds neither an idle connection nor a free place waits in a queue that is bounded too, and in that order gets what comes free. The connection
 * used last is used next, so that the others grow idle and go. One is used for as long as its life lasts: when it is made anew, so is the question
 * where the name of its host leads.
 *
 * <p>The lock covers a few fields and is never held while somebody else is called.
 */
final class HostPool {
    private final Connections settings;
    private final LongSupplier nanoTime;
    private final Dialing dialing;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Waiter> pending = new LinkedHashSet<>();
    private int occupied;
    private long opened;
    private boolean closed;

    /** Who wants a connection. Told exactly once, on any thread, unless it abandons the wait. */
    interface Waiter {
        /** How long making a connection may take. */
        Duration connectTimeout();

        void leased(Lease lease);

        void unavailable(Exception cause);
    }

    /** Makes a connection to this host. */
    @FunctionalInterface
    interface Dialing {
        void dial(Duration timeout, FutureCallback<IOSession> callback);
    }

    /** @param nanoTime as of {@link System#nanoTime} */
    HostPool(Connections settings, LongSupplier nanoTime, Dialing dialing) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.dialing = dialing;
    }

    void lease(Waiter waiter) {
        List<Connection> expired = new ArrayList<>(0);
        Connection found;
        boolean place;
        boolean full = false;
        synchronized (this) {
            found = usable(expired);
            place = found == null && occupied < settings.max();
            if (place) {
                occupied++;
            } else if (found == null) {
                full = pending.size() >= settings.maxPending();
                if (!full) {
                    pending.add(waiter);
                }
            }
        }
        close(expired);
        if (found != null) {
            waiter.leased(new Lease(this, found, true));
        } else if (place) {
            dial(waiter);
        } else if (full) {
            waiter.unavailable(new PoolExhausted());
        }
    }

    /** Takes the idle connection that was used last, and those out that are of no use any more. */
    private @Nullable Connection usable(List<Connection> expired) {
        long now = nanoTime.getAsLong();
        for (Connection one = idle.pollLast(); one != null; one = idle.pollLast()) {
            if (one.session.isOpen() && !isExpired(one, now)) {
                return one;
            }
            occupied--;
            expired.add(one);
        }
        return null;
    }

    private boolean isExpired(Connection one, long now) {
        return now - one.madeAt >= settings.ttl().toNanos()
                || now - one.idleSince >= settings.idle().toNanos();
    }

    /** Whether it still waited in the queue; it waits no more. */
    boolean abandon(Waiter waiter) {
        synchronized (this) {
            return pending.remove(waiter);
        }
    }

    /** Makes a connection in a place that is already occupied. */
    void dial(Waiter waiter) {
        dialing.dial(waiter.connectTimeout(), new FutureCallback<>() {
            @Override
            public void completed(IOSession session) {
                synchronized (HostPool.this) {
                    opened++;
                }
                waiter.leased(new Lease(HostPool.this, new Connection(session, nanoTime.getAsLong()), false));
            }

            @Override
            public void failed(Exception cause) {
                free();
                waiter.unavailable(cause);
            }

            @Override
            public void cancelled() {
                endWaiting(waiter);
            }
        });
    }

    /** The gateway is being closed: no more connections for anybody. */
    private void endWaiting(Waiter dialed) {
        List<Waiter> all = new ArrayList<>();
        all.add(dialed);
        synchronized (this) {
            occupied--;
            all.addAll(pending);
            pending.clear();
        }
        all.forEach(one -> one.unavailable(new CancellationException("the gateway is being closed")));
    }

    /** The connection is idle again, or goes to whoever waits. */
    void giveBack(Connection connection) {
        long now = nanoTime.getAsLong();
        Waiter next = null;
        boolean keep;
        synchronized (this) {
            keep = !closed
                    && connection.session.isOpen()
                    && now - connection.madeAt < settings.ttl().toNanos();
            if (keep) {
                next = firstPending();
                if (next == null) {
                    connection.idleSince = now;
                    idle.addLast(connection);
                }
            }
        }
        if (!keep) {
            discard(connection);
        } else if (next != null) {
            next.leased(new Lease(this, connection, true));
        }
    }

    void discard(Connection connection) {
        connection.session.close(CloseMode.IMMEDIATE);
        free();
    }

    /** A place is free: for a new connection to whoever waits. */
    private void free() {
        Waiter next;
        synchronized (this) {
            next = firstPending();
            if (next == null) {
                occupied--;
            }
        }
        if (next != null) {
            dial(next);
        }
    }

    private @Nullable Waiter firstPending() {
        Iterator<Waiter> waiting = pending.iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Waiter first = waiting.next();
        waiting.remove();
        return first;
    }

    /** Closes connections that have been idle for too long, have lived for too long, or have been closed by the other side. */
    void evict(long now) {
        List<Connection> expired = new ArrayList<>(0);
        synchronized (this) {
            for (Iterator<Connection> all = idle.iterator(); all.hasNext(); ) {
                Connection one = all.next();
                if (!one.session.isOpen() || isExpired(one, now)) {
                    all.remove();
                    occupied--;
                    expired.add(one);
                }
            }
        }
        close(expired);
    }

    void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(idle);
            idle.clear();
            occupied -= all.size();
        }
        close(all);
    }

    private static void close(List<Connection> connections) {
        for (Connection one : connections) {
            one.session.close(CloseMode.GRACEFUL);
        }
    }

    synchronized ConnectionPool.Statistics statistics() {
        return new ConnectionPool.Statistics(occupied - idle.size(), idle.size(), pending.size(), opened);
    }

    /** An open connection; where it is idle, the pool's lock guards it. */
    static final class Connection {
        private final IOSession session;
        private final long madeAt;
        private long idleSince;

        Connection(IOSession session, long madeAt) {
            this.session = session;
            this.madeAt = madeAt;
            this.idleSince = madeAt;
        }

        IOSession session() {
            return session;
        }
    }

    /** Neither a connection nor a place in the queue was free, or none came free in time. */
    static final class PoolExhausted extends IOException {
        PoolExhausted() {
            super("all connections are in use");
        }
    }
}
