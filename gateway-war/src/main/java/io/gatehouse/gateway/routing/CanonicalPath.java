package io.gatehouse.gateway.routing;

import java.util.Collection;

/**
 * Brings a request path to its one canonical form, the form that is matched and the form that is forwarded. Two
 * components that read one path differently are how access rules are walked around, so whatever servers are known to
 * read differently is refused, not repaired: dot segments, empty segments, path parameters ({@code ;}), backslashes,
 * encoded slashes, control characters, and bytes that no UTF-8 text contains. What remains has one spelling: percent-encoded
 * unreserved characters are decoded and hexadecimal digits are upper case (RFC 3986 section 6.2.2). Two of these a route may allow
 * ({@link PathOddity}); they stay as they are.
 */
final class CanonicalPath {
    private static final String HEX = "0123456789ABCDEF";

    private final String raw;
    private final Collection<PathOddity> allowed;
    private final StringBuilder canonical;

    private CanonicalPath(String raw, Collection<PathOddity> allowed) {
        this.raw = raw;
        this.allowed = allowed;
        this.canonical = new StringBuilder(raw.length());
    }

    /**
     * The form that is matched and forwarded.
     *
     * @param allowed what may stand in it besides what every path may contain
     * @throws MalformedPath when the path has no canonical form
     */
    static String of(String raw, Collection<PathOddity> allowed) throws MalformedPath {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw new MalformedPath("no slash at its beginning");
        }
        String path = isPlain(raw) ? raw : new CanonicalPath(raw, allowed).spell();
        refuseOddSegments(path);
        return path;
    }

    /** Nearly every path: nothing to decode, nothing to copy. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (!isPathCharacter(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String spell() throws MalformedPath {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                decode(i);
                i += 2;
            } else if (isPathCharacter(c) || (c == ';' && allowed.contains(PathOddity.MATRIX_PARAMETERS))) {
                canonical.append(c);
            } else {
                throw new MalformedPath("a character that a path may not contain, at position " + i);
            }
        }
        return canonical.toString();
    }

    private void decode(int at) throws MalformedPath {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        if (low < 0) {
            throw new MalformedPath("an incomplete percent-encoding at position " + at);
        }
        int octet = high * 16 + low;
        if (isDangerous(octet) && !(octet == '/' && allowed.contains(PathOddity.ENCODED_SLASH))) {
            throw new MalformedPath("an encoded character that is not accepted, at position " + at);
        }
        if (octet < 0x80 && isUnreserved((char) octet)) {
            canonical.append((char) octet);
        } else {
            canonical.append('%').append(HEX.charAt(high)).append(HEX.charAt(low));
        }
    }

    /** Control characters, delimiters in disguise, and bytes that never occur in UTF-8 (C0 AF is an overlong slash). */
    private static boolean isDangerous(int octet) {
        return octet < 0x20
                || octet == 0x7F
                || octet == '/'
                || octet == '\\'
                || octet == ';'
                || octet == 0xC0
                || octet == 0xC1
                || octet >= 0xF5;
    }

    private static void refuseOddSegments(String path) throws MalformedPath {
        for (int slash = 0; slash >= 0; ) {
            int next = path.indexOf('/', slash + 1);
            int length = (next < 0 ? path.length() : next) - slash - 1;
            if (length == 0 && next >= 0) {
                throw new MalformedPath("an empty path segment");
            }
            if ((length == 1 && path.charAt(slash + 1) == '.') || (length == 2 && path.startsWith("..", slash + 1))) {
                throw new MalformedPath("a dot segment");
            }
            slash = next;
        }
    }

    static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static boolean isPathCharacter(char c) {
        return isUnreserved(c) || "/:@!$&'()*+,=".indexOf(c) >= 0;
    }
}
