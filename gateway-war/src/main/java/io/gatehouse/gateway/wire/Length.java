package io.gatehouse.gateway.wire;

/** The value of {@code Content-Length}: one or more digits (RFC 9110 section 8.6), up to 63 bits. */
final class Length {
    private static final long MOST = (Long.MAX_VALUE - 9) / 10;

    private long value;
    private boolean begun;
    private boolean ended;

    void begin() {
        value = 0;
        begun = false;
        ended = false;
    }

    /** Whether this byte may come next. */
    boolean take(byte b) {
        if (Octets.isBlank(b)) {
            ended = begun;
            return true;
        }
        if (b < '0' || b > '9' || ended || value > MOST) {
            return false;
        }
        begun = true;
        value = value * 10 + (b - '0');
        return true;
    }

    boolean isWhole() {
        return begun;
    }

    long value() {
        return value;
    }
}
