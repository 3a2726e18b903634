package io.gatehouse.gateway.forward;

/**
 * A query as the HTTP client can write it. The server reads bytes as ISO-8859-1 characters; the client writes a question mark for many of those
 * that are not US-ASCII, so UTF-8 would not survive.
 */
final class WireQuery {
    private static final String HEX = "0123456789ABCDEF";

    private WireQuery() {}

    /** The query with every byte that is not US-ASCII percent-encoded: a URI has no others (RFC 3986 section 2.1). */
    static String of(String asItCame) {
        int plain = 0;
        while (plain < asItCame.length() && isPrintable(asItCame.charAt(plain))) {
            plain++;
        }
        if (plain == asItCame.length()) {
            return asItCame;
        }
        StringBuilder encoded = new StringBuilder(asItCame.length() + 32).append(asItCame, 0, plain);
        for (int i = plain; i < asItCame.length(); i++) {
            char c = asItCame.charAt(i);
            if (isPrintable(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4 & 0xF)).append(HEX.charAt(c & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }
}
