package io.gatehouse.gateway.forward;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of one size that bodies use in turn, so that bytes which only pass leave nothing to collect. The one that was given back last, and is still in
 * the processor's cache, is taken first. Some 4 MB at most lie here unused; who needs more than there is gets new ones.
 */
final class Buffers {
    static final int SIZE = 16 * 1024;
    private static final int MOST_UNUSED = 256;

    private final Deque<ByteBuffer> unused = new ArrayDeque<>();

    /** An empty buffer of {@link #SIZE} bytes, with whatever stood in it before. */
    ByteBuffer take() {
        ByteBuffer last;
        synchronized (unused) {
            last = unused.pollLast();
        }
        return last == null ? ByteBuffer.allocate(SIZE) : last.clear();
    }

    /** @param used by nobody from now on; one of another size is left to the collector */
    void giveBack(ByteBuffer used) {
        if (used.capacity() != SIZE) {
            return;
        }
        synchronized (unused) {
            if (unused.size() < MOST_UNUSED) {
                unused.addLast(used);
            }
        }
    }
}
