package io.gatehouse.gateway.wire;

/** Characters of RFC 9110 section 5.6, by their bytes. */
final class Octets {
    static final byte TAB = '\t';
    static final byte LINE_FEED = '\n';
    static final byte RETURN = '\r';
    static final byte SPACE = ' ';

    private static final int CASE = 0x20;
    private static final int DELETE = 0x7F;
    private static final boolean[] OF_TOKENS = new boolean[256];

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(c -> OF_TOKENS[c] = true);
    }

    private Octets() {}

    static boolean isOfToken(byte b) {
        return OF_TOKENS[b & 0xFF];
    }

    static boolean isBlank(byte b) {
        return b == SPACE || b == TAB;
    }

    /** Nearly all bytes are beyond both. */
    static boolean isLineEnd(byte b) {
        return b <= RETURN && (b == RETURN || b == LINE_FEED);
    }

    static boolean isControl(byte b) {
        return (b >= 0 && b < SPACE) || b == DELETE;
    }

    /** What becomes of a capital letter of ASCII; all else stays as it is. */
    static byte lowered(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) small(b) : b;
    }

    /** Of a letter its small one; of a hyphen or a digit the same. Nothing else in a token becomes one of these. */
    static int small(byte b) {
        return b | CASE;
    }
}
