package io.gatehouse.gateway.wire;

import org.glassfish.grizzly.memory.HeapBuffer;

/**
 * A byte that cannot be read. The server's own reader of requests takes what is thrown for a message that cannot be read: it answers 400 and closes the connection,
 * whatever it was about to read, and as for whatever else it refuses.
 */
final class Refusal extends HeapBuffer {
    /** NUL, which may stand nowhere either, for whoever does not ask in one of the ways below. */
    Refusal() {
        this(new byte[1], 0, 1);
    }

    private Refusal(byte[] heap, int offset, int capacity) {
        super(heap, offset, capacity);
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("a byte that RFC 9112 does not allow here");
    }

    @Override
    public byte get() {
        throw refused();
    }

    @Override
    public byte get(int index) {
        throw refused();
    }

    @Override
    public HeapBuffer get(byte[] to) {
        throw refused();
    }

    @Override
    public HeapBuffer get(byte[] to, int offset, int length) {
        throw refused();
    }

    @Override
    public short getShort(int index) {
        throw refused();
    }

    /** No way around the methods above. */
    @Override
    public boolean hasArray() {
        return false;
    }

    /** Of what is sliced or split off. */
    @Override
    protected HeapBuffer createHeapBuffer(int from, int capacity) {
        return new Refusal(heap, offset + from, capacity);
    }
}
