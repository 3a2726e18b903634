package io.gatehouse.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How an instance does and has done: what is known of it goes on when only its settings, or those of its upstream, change. */
final class Vitals {
    private static final long ALWAYS = Long.MIN_VALUE;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile boolean down;
    private volatile long upSince;

    private Vitals(long upSince) {
        this.upSince = upSince;
    }

    /** Of an instance that was there before the gateway was, as far as anybody knows. */
    static Vitals unknown() {
        return new Vitals(ALWAYS);
    }

    /** Of an instance that has been added to others now, and may have to warm up. */
    static Vitals added(long nanoTime) {
        return new Vitals(nanoTime);
    }

    void begin() {
        inFlight.incrementAndGet();
        requests.increment();
    }

    void end() {
        inFlight.decrementAndGet();
    }

    void failed() {
        failures.increment();
    }

    void setDown(boolean isDown, long nanoTime) {
        if (down && !isDown) {
            upSince = nanoTime;
        }
        down = isDown;
    }

    boolean isDown() {
        return down;
    }

    /** How long it has been up since it was down or not there; {@link Long#MAX_VALUE} when it never was. */
    long nanosUp(long nanoTime) {
        long since = upSince;
        return since == ALWAYS ? Long.MAX_VALUE : nanoTime - since;
    }

    int inFlight() {
        return inFlight.get();
    }

    long requests() {
        return requests.sum();
    }

    long failures() {
        return failures.sum();
    }
}
