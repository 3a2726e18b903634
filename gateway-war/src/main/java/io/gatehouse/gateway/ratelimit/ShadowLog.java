package io.gatehouse.gateway.ratelimit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Logs what limits in shadow mode would have refused: the first, and then once a minute for each limit, however many come. */
final class ShadowLog {
    private static final Logger LOG = System.getLogger(ShadowLog.class.getName());
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Consumer<String> log;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    private static final class Tally {
        final AtomicLong due;
        final AtomicLong since = new AtomicLong();

        Tally(long now) {
            due = new AtomicLong(now);
        }
    }

    ShadowLog(LongSupplier nanos) {
        this(nanos, line -> LOG.log(Level.INFO, line));
    }

    ShadowLog(LongSupplier nanos, Consumer<String> log) {
        this.nanos = nanos;
        this.log = log;
    }

    /** A listener that notes what this one logs and passes everything on. */
    RefusalListener before(RefusalListener next) {
        return (limit, route, shadow) -> {
            if (shadow) {
                note(limit, route);
            }
            next.refused(limit, route, shadow);
        };
    }

    private void note(String limit, String route) {
        long now = nanos.getAsLong();
        Tally tally = tallies.computeIfAbsent(limit, name -> new Tally(now));
        long count = tally.since.incrementAndGet();
        long due = tally.due.get();
        if (now >= due && tally.due.compareAndSet(due, now + PAUSE)) {
            tally.since.addAndGet(-count);
            log.accept("rate limit " + limit + ", in shadow mode, would have refused " + count
                    + " request(s) since it last said so, this time on route " + route);
        }
    }
}
