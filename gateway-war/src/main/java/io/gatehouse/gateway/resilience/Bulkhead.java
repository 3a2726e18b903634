package io.gatehouse.gateway.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** A number of places for calls that wait for their answer. Nobody queues for one: what finds none is refused at once. */
public final class Bulkhead {
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * How many calls may be in flight.
     *
     * @param maxConcurrent at least 1
     */
    public record Settings(int maxConcurrent) {}

    public Bulkhead(Settings settings) {
        this.places = settings.maxConcurrent();
    }

    /** Takes a place, to be given back once; false when there is none. */
    public boolean tryEnter() {
        if (taken.incrementAndGet() <= places) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    public void leave() {
        taken.decrementAndGet();
    }

    public int places() {
        return places;
    }

    public int taken() {
        return Math.min(places, taken.get());
    }
}
