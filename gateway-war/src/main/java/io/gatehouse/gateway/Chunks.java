package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.MalformedBody;

/**
 * Takes the chunked coding off a body (RFC 9112 section 7.1), for requests with an {@code Upgrade} field: the server leaves it on them, for it takes what follows such a
 * field for another protocol. Extensions and trailers are passed over.
 */
final class Chunks {
    /** Of extensions and trailers, all together. */
    private static final int MOST_BESIDES_DATA = 16 * 1024;

    private static final int MOST_DIGITS = 15;

    private enum Next {
        SIZE,
        EXTENSION,
        END_OF_SIZE,
        DATA,
        END_OF_DATA,
        BREAK_AFTER_DATA,
        TRAILER,
        REST_OF_TRAILER,
        END_OF_TRAILER,
        END,
        NOTHING
    }

    private Next next = Next.SIZE;
    private int digits;
    private long left;
    private int besidesData;

    /** Whether the last chunk, and what belongs to it, has been taken. */
    boolean isOver() {
        return next == Next.NOTHING;
    }

    /**
     * Moves the data among the first bytes to the beginning. What stands behind the end of the body is passed over.
     *
     * @return how many bytes of data there are
     * @throws MalformedBody when they are not in that coding
     */
    int decode(byte[] bytes, int count) throws MalformedBody {
        int data = 0;
        int i = 0;
        while (i < count && !isOver()) {
            if (next == Next.DATA) {
                int part = (int) Math.min(left, count - i);
                System.arraycopy(bytes, i, bytes, data, part);
                data += part;
                i += part;
                left -= part;
                next = left == 0 ? Next.END_OF_DATA : Next.DATA;
            } else {
                next = after((char) (bytes[i++] & 0xFF));
            }
        }
        return data;
    }

    private Next after(char c) throws MalformedBody {
        return switch (next) {
            case SIZE -> size(c);
            case EXTENSION -> c == '\r' ? Next.END_OF_SIZE : text(c, Next.EXTENSION);
            case END_OF_SIZE -> require(c, '\n', left == 0 ? Next.TRAILER : Next.DATA);
            case END_OF_DATA -> require(c, '\r', Next.BREAK_AFTER_DATA);
            case BREAK_AFTER_DATA -> {
                digits = 0;
                yield require(c, '\n', Next.SIZE);
            }
            case TRAILER -> c == '\r' ? Next.END : text(c, Next.REST_OF_TRAILER);
            case REST_OF_TRAILER -> c == '\r' ? Next.END_OF_TRAILER : text(c, Next.REST_OF_TRAILER);
            case END_OF_TRAILER -> require(c, '\n', Next.TRAILER);
            case END -> require(c, '\n', Next.NOTHING);
            case DATA, NOTHING -> throw new IllegalStateException(next.name());
        };
    }

    private Next size(char c) throws MalformedBody {
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit >= 0 && digits < MOST_DIGITS) {
            digits++;
            left = left * 16 + digit;
            return Next.SIZE;
        }
        if (digit >= 0 || digits == 0) {
            throw new MalformedBody("a chunk without a size that can be");
        }
        if (c == ';' || c == ' ' || c == '\t') {
            return Next.EXTENSION;
        }
        return require(c, '\r', Next.END_OF_SIZE);
    }

    /** Anything but control characters. */
    private Next text(char c, Next following) throws MalformedBody {
        if ((c < ' ' && c != '\t') || c == 0x7F || ++besidesData > MOST_BESIDES_DATA) {
            throw new MalformedBody("chunks with what may not be, or too much, beside their data");
        }
        return following;
    }

    private static Next require(char c, char wanted, Next following) throws MalformedBody {
        if (c != wanted) {
            throw new MalformedBody("a line of chunks that does not end");
        }
        return following;
    }
}
