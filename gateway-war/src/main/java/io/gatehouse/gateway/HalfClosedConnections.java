package io.gatehouse.gateway;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The connections whose other side sends no more, as the operating system knows them, whatever still waits to be read. Reading its table takes the longer the
 * more connections the whole machine has. So whoever asks does not wait: it gets what the last reading has found that is over, and has another begun on
 * another thread. One reading serves all who ask, nobody who does not ask causes any, and behind each there is a pause of 200 ms, or of twenty times as long as it took. However
 * many clients send ahead, and however large the table, that is less than a twentieth of one processor.
 *
 * <p>Ends of connections are used again. A reading tells only of those that are searched for since before it began, and that have been open ever since.
 */
final class HalfClosedConnections {
    private static final Logger LOG = System.getLogger(HalfClosedConnections.class.getName());
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final int PAUSE_BY_READING = 20;

    private final Supplier<Set<String>> table;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private volatile Reading last;

    /**
     * What the table has shown.
     *
     * @param due when another may begin
     * @param followed whether another has begun
     */
    private record Reading(Set<String> found, long begun, long due, boolean followed) {}

    /**
     * Reads nothing yet.
     *
     * @param table both ends of those that are half-closed now, in the words of {@link KernelTable#names}
     * @param executor runs the readings
     * @param nanoTime as of {@link System#nanoTime}
     */
    HalfClosedConnections(Supplier<Set<String>> table, Executor executor, LongSupplier nanoTime) {
        this.table = table;
        this.executor = executor;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.last = new Reading(Set.of(), now, now, false);
    }

    /**
     * Searches for a connection from now on.
     *
     * @throws IOException when it has been closed already
     */
    Search search(SocketChannel connection) throws IOException {
        return connection.getLocalAddress() instanceof InetSocketAddress local
                        && connection.getRemoteAddress() instanceof InetSocketAddress remote
                ? search(KernelTable.names(local, remote))
                : search(List.of());
    }

    Search search(List<String> names) {
        return new Search(names);
    }

    private void readWhenDue(Reading known) {
        if (known.followed || nanoTime.getAsLong() - known.due < 0) {
            return;
        }
        last = new Reading(known.found, known.begun, known.due, true);
        boolean begun = false;
        try {
            executor.execute(this::read);
            begun = true;
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "the gateway ends, and looks for nobody any more", stopping);
        } finally {
            // Nobody else would have another begun, when there was no memory for a thread perhaps.
            if (!begun) {
                last = known;
            }
        }
    }

    private void read() {
        long begun = nanoTime.getAsLong();
        Set<String> found = Set.of();
        try {
            found = table.get();
        } finally {
            long end = nanoTime.getAsLong();
            last = new Reading(found, begun, end + Math.max(PAUSE_NANOS, PAUSE_BY_READING * (end - begun)), false);
        }
    }

    /** One connection, which must stay open as long as it is asked for. All searches are asked on one thread. */
    final class Search {
        private final List<String> names;
        private final long since = nanoTime.getAsLong();

        private Search(List<String> names) {
            this.names = names;
        }

        /** Whether its other side is known to send no more. If not, it may be the next time. */
        boolean isFound() {
            Reading known = last;
            if (known.begun - since > 0 && names.stream().anyMatch(known.found::contains)) {
                return true;
            }
            readWhenDue(known);
            return false;
        }
    }
}
