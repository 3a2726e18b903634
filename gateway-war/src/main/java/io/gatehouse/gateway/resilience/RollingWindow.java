package io.gatehouse.gateway.resilience;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How many of the last calls failed. Each call overwrites the oldest, and the sum changes by the difference. */
final class RollingWindow {
    private final AtomicIntegerArray outcomes;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();

    RollingWindow(int size) {
        outcomes = new AtomicIntegerArray(size);
    }

    /** Notes a call; returns how many of the window failed, or -1 while the window is not full. */
    int add(boolean failed) {
        long call = calls.getAndIncrement();
        int size = outcomes.length();
        int now = failed ? 1 : 0;
        int before = outcomes.getAndSet((int) (call % size), now);
        int sum = now == before ? failures.get() : failures.addAndGet(now - before);
        return call + 1 < size ? -1 : sum;
    }
}
