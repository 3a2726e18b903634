package io.gatehouse.gateway.wire;

/**
 * The target of a request (RFC 9112 section 3.2), and of it what the server fails on without a word of refusal: a percent sign without two hexadecimal digits behind it
 * (RFC 3986 section 2.1), a path whose last segment is a dot or two, however they are spelled, and an address without a host (RFC 9110 section 4.2.1). A query is nothing that it reads.
 */
final class Target {
    private static final int NO_DOTS = 3;
    private static final int HEX = 16;

    private enum Part {
        BEGINNING,
        SCHEME,
        BEFORE_HOST,
        HOST,
        PATH,
        QUERY
    }

    private Part part = Part.BEGINNING;
    private int slashes;
    /** How many digits of an encoded byte must still come, and its value so far. */
    private int digits;

    private int value;
    /** How many dots the segment at hand has, which has nothing else. */
    private int dots;

    void begin() {
        part = Part.BEGINNING;
        slashes = 0;
        digits = 0;
        dots = NO_DOTS;
    }

    /** Whether this byte may come next. */
    boolean take(byte b) {
        if (part == Part.QUERY) {
            return true;
        }
        if (digits > 0) {
            return digit(b);
        }
        if (b == '%') {
            digits = 2;
            value = 0;
            return part != Part.BEFORE_HOST;
        }
        if (b == '?') {
            boolean whole = isWhole();
            part = Part.QUERY;
            return whole;
        }
        return character(b);
    }

    /** Whether it may end here. */
    boolean isWhole() {
        return digits == 0 && dots != 1 && dots != 2 && part != Part.BEFORE_HOST;
    }

    private boolean digit(byte b) {
        int digit = Character.digit(b, HEX);
        if (digit < 0) {
            return false;
        }
        value = value * HEX + digit;
        digits--;
        return digits > 0 || character((byte) value);
    }

    private boolean character(byte b) {
        switch (part) {
            case BEGINNING -> part = b == '/' ? Part.PATH : Part.SCHEME;
            case SCHEME -> scheme(b);
            case BEFORE_HOST -> {
                if (b == '/' || b == ':') {
                    return false;
                }
                part = Part.HOST;
            }
            case HOST -> part = b == '/' ? Part.PATH : Part.HOST;
            case PATH, QUERY -> {}
        }
        if (part == Part.PATH) {
            dots = b == '/' ? 0 : b == '.' && dots < NO_DOTS ? dots + 1 : NO_DOTS;
        }
        return true;
    }

    private void scheme(byte b) {
        slashes = b == '/' ? slashes + 1 : 0;
        if (slashes == 2) {
            part = Part.BEFORE_HOST;
        }
    }
}
