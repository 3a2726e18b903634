package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * How RFC 7239 section 6 names one who takes part, without the port.
 *
 * @param address null when the name does not tell it
 */
record Node(String name, @Nullable IpAddress address) {
    static final Node UNKNOWN = new Node("unknown", null);

    private static final int LONGEST_PORT = 5;

    /** An address with or without port, an obfuscated identifier, or {@code unknown}; null for what is none of them. */
    static @Nullable Node parse(String text) {
        int colon = text.indexOf(':');
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            // IPv6 stands in brackets, and nothing else does.
            return colon < 0 || close < colon || !isPort(text, close + 1)
                    ? null
                    : of(IpAddress.parse(text.substring(1, close)));
        }
        int end = colon < 0 ? text.length() : colon;
        if (!isPort(text, end)) {
            return null;
        }
        String name = text.substring(0, end);
        if (name.equalsIgnoreCase(UNKNOWN.name)) {
            return UNKNOWN;
        }
        return isObfuscated(name, 0) ? new Node(name, null) : of(IpAddress.parse(name));
    }

    static @Nullable Node of(@Nullable IpAddress address) {
        return address == null ? null : new Node(address.toString(), address);
    }

    /** Whether the rest of the text is nothing or a port, which may be obfuscated too. */
    private static boolean isPort(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        int digits = text.length() - from - 1;
        return text.charAt(from) == ':'
                && (isObfuscated(text, from + 1)
                        || (digits >= 1
                                && digits <= LONGEST_PORT
                                && text.chars().skip(from + 1L).allMatch(c -> c >= '0' && c <= '9')));
    }

    private static boolean isObfuscated(String text, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Authority.isAlphanumeric(c) && "._-".indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() > from + 1 && text.charAt(from) == '_';
    }
}
