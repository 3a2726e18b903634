package io.gatehouse.gateway.wire;

/**
 * The target of a request (RFC 9112 section 3.2), and of it what the server fails on without a word of refusal: a percent sign without two hexadecimal digits behind it
 * (RFC 3986 section 2.1), a path whose last segment is a dot or two, however they are spelled, and an address whose {@link Host} is none. A query is nothing that it reads,
 * but behind a path.
 */
final class Target {
    private static final int NO_DOTS = 3;
    private static final int HEX = 16;

    private enum Part {
        BEGINNING,
        /** Of what does not begin with a slash, up to the first {@code ://}. */
        SCHEME,
        HOST,
        PATH,
        QUERY
    }

    private final Host host = new Host();
    private Part part = Part.BEGINNING;
    /** How much of {@code ://} has come last. */
    private int separator;
    /** How many digits of an encoded byte must still come, and its value so far. */
    private int digits;

    private int value;
    /** How many dots the segment at hand has, which has nothing else. */
    private int dots;

    void begin() {
        part = Part.BEGINNING;
        separator = 0;
        digits = 0;
        dots = NO_DOTS;
    }

    /** Whether this byte may come next. */
    boolean take(byte b) {
        if (part == Part.QUERY) {
            return true;
        }
        if (part == Part.HOST) {
            return host(b);
        }
        if (digits > 0) {
            return digit(b);
        }
        if (b == '%') {
            digits = 2;
            value = 0;
            return true;
        }
        if (b == '?') {
            boolean whole = isWhole();
            part = Part.QUERY;
            return whole;
        }
        character(b);
        return true;
    }

    /** Whether it may end here. */
    boolean isWhole() {
        return digits == 0 && dots != 1 && dots != 2 && (part != Part.HOST || host.isWhole());
    }

    private boolean host(byte b) {
        if (b != '/') {
            return b != '?' && host.take(b);
        }
        part = Part.PATH;
        dots = 0;
        return host.isWhole();
    }

    private boolean digit(byte b) {
        int digit = Character.digit(b, HEX);
        if (digit < 0) {
            return false;
        }
        value = value * HEX + digit;
        digits--;
        if (digits == 0) {
            character((byte) value);
        }
        return true;
    }

    private void character(byte b) {
        if (part == Part.BEGINNING) {
            part = b == '/' ? Part.PATH : Part.SCHEME;
        }
        dots = b == '/' ? 0 : b == '.' && dots < NO_DOTS ? dots + 1 : NO_DOTS;
        if (part == Part.SCHEME) {
            separator = b == ':' ? 1 : b == '/' && separator > 0 ? separator + 1 : 0;
            if (separator == "://".length()) {
                part = Part.HOST;
                dots = NO_DOTS;
                host.begin();
            }
        }
    }
}
