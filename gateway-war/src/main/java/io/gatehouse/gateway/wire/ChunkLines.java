package io.gatehouse.gateway.wire;

import static io.gatehouse.gateway.wire.Octets.LINE_FEED;
import static io.gatehouse.gateway.wire.Octets.RETURN;

/** Chunks with their sizes, extensions and line ends, up to the line of the last one (RFC 9112 section 7.1). Trailers are {@link Fields}. */
final class ChunkLines {
    private static final long MOST = Long.MAX_VALUE >> 4;

    private enum Next {
        SIZE,
        BLANK,
        EXTENSION_NAME,
        EXTENSION,
        END_OF_SIZE,
        DATA,
        RETURN_AFTER_DATA,
        END_OF_DATA,
        NOTHING
    }

    private Next next = Next.NOTHING;
    private boolean begun;
    private long left;

    void begin() {
        next = Next.SIZE;
        begun = false;
        left = 0;
    }

    /** Whether the line of the last chunk has been read. */
    boolean isOver() {
        return next == Next.NOTHING;
    }

    /** How many bytes of data come next. */
    long data() {
        return next == Next.DATA ? left : 0;
    }

    /** So many bytes of data, and no more than there are, have gone by. */
    void pass(long count) {
        left -= count;
        if (left == 0) {
            next = Next.RETURN_AFTER_DATA;
        }
    }

    /** The index behind what was read; of the first byte that may not be, its complement. */
    int read(byte[] bytes, int at, int to) {
        byte b = bytes[at];
        return switch (next) {
            case SIZE -> size(b, at);
            case BLANK -> b == ';' ? step(at, Next.EXTENSION_NAME) : Octets.isBlank(b) ? at + 1 : ~at;
            case EXTENSION_NAME -> Octets.isOfToken(b) ? step(at, Next.EXTENSION) : Octets.isBlank(b) ? at + 1 : ~at;
            case EXTENSION -> extension(bytes, at, to);
            case END_OF_SIZE -> b == LINE_FEED ? step(at, left == 0 ? Next.NOTHING : Next.DATA) : ~at;
            case DATA -> data(at, to);
            case RETURN_AFTER_DATA -> b == RETURN ? step(at, Next.END_OF_DATA) : ~at;
            case END_OF_DATA -> endOfData(b, at);
            case NOTHING -> throw new IllegalStateException(next.name());
        };
    }

    private int step(int at, Next following) {
        next = following;
        return at + 1;
    }

    private int size(byte b, int at) {
        int digit = b < 0 ? -1 : Character.digit(b, 16);
        if (digit >= 0 && left <= MOST) {
            left = (left << 4) | digit;
            begun = true;
            return at + 1;
        }
        if (digit >= 0 || !begun) {
            return ~at;
        }
        if (b == ';') {
            return step(at, Next.EXTENSION_NAME);
        }
        if (Octets.isBlank(b)) {
            return step(at, Next.BLANK);
        }
        return b == RETURN ? step(at, Next.END_OF_SIZE) : ~at;
    }

    /** Whoever does not know them passes them over, up to the end of the line (section 7.1.1). */
    private int extension(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (!Octets.isControl(bytes[at]) || bytes[at] == Octets.TAB)) {
            at++;
        }
        if (at == to) {
            return at;
        }
        return bytes[at] == RETURN ? step(at, Next.END_OF_SIZE) : ~at;
    }

    private int data(int at, int to) {
        int count = (int) Math.min(left, to - at);
        pass(count);
        return at + count;
    }

    private int endOfData(byte b, int at) {
        if (b != LINE_FEED) {
            return ~at;
        }
        begin();
        return at + 1;
    }
}
