package io.gatehouse.gateway.accesslog;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many that put in and one that takes out, without locks and without wake-ups: putting in costs one
 * compare-and-set.
 *
 * <p>Whoever puts in first moves {@code tail}, and so owns the slot before it; then fills it. Whoever takes out finds a slot that is owned but
 * not filled yet empty, and comes again. The slot is emptied before {@code head} moves over it, so that nobody owns a slot that is still
 * filled. Closing is a bit of {@code tail}: after it no slot can be owned any more, and every slot that was owned before will be
 * taken out.
 */
final class Ring<T> {
    private static final long CLOSED = 1L << 62;

    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private volatile long head;

    /** @param least for how many there must be room; from 1 to 2^30 */
    Ring(int least) {
        int size = Integer.highestOneBit(Math.max(1, least - 1)) << (least > 1 ? 1 : 0);
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    int capacity() {
        return mask + 1;
    }

    /** False when it is full or closed; then nothing has happened. */
    boolean offer(T one) {
        while (true) {
            long place = tail.get();
            // Closed, the place is so high that the ring is full.
            if (place - head > mask) {
                return false;
            }
            if (tail.compareAndSet(place, place + 1)) {
                slots.setRelease((int) place & mask, one);
                return true;
            }
        }
    }

    /** The oldest; null when there is none now. For one thread only. */
    @Nullable
    T poll() {
        long place = head;
        int slot = (int) place & mask;
        T one = slots.getAcquire(slot);
        if (one != null) {
            slots.setRelease(slot, null);
            head = place + 1;
        }
        return one;
    }

    /** Takes nothing in from now on. */
    void close() {
        tail.updateAndGet(place -> place | CLOSED);
    }

    /** Whether it is closed, and all that was put in has been taken out. */
    boolean isOver() {
        return tail.get() == (head | CLOSED);
    }
}
