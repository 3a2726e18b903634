package io.gatehouse.gateway.cache.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Logs that answers of a route are not renewed: no client sees it until they are too old. The first time, and then once a minute, however many they are. */
final class RenewalLog {
    private static final Logger LOG = System.getLogger(RenewalLog.class.getName());
    private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final String route;
    private final Consumer<String> log;
    private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unsaid = new AtomicLong();

    RenewalLog(String route) {
        this(route, line -> LOG.log(Level.WARNING, line));
    }

    RenewalLog(String route, Consumer<String> log) {
        this.route = route;
        this.log = log;
    }

    /** @param now in milliseconds since 1970 */
    void failed(String why, long now) {
        long count = unsaid.incrementAndGet();
        long next = due.get();
        if (now >= next && due.compareAndSet(next, now + PAUSE_MILLIS)) {
            unsaid.addAndGet(-count);
            log.accept("stored answers of route " + route + " could not be renewed in the background, " + count
                    + " since this was last said; this time because " + why);
        }
    }
}
