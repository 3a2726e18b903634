package io.gatehouse.gateway.forward;

/** Which characters hosts and tokens consist of. */
public final class Authority {
    private Authority() {}

    /** RFC 9110 section 5.6.2. */
    static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || (c < 128 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a text can be the host and port of a URI (RFC 3986 section 3.2.2). A comma could be one, but would make two values of one in a list. */
    static boolean isHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && (c >= 128 || "-._~%!$&'()*+;=:[]".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a text can be the field {@code Host}: a name or an address, and perhaps a port (RFC 9110 section 7.2). */
    public static boolean isHostAndPort(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', bracket + 1);
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean bracketed = bracket > 0 && bracket == host.length() - 1 && host.lastIndexOf('[') == 0;
        boolean bare = bracket < 0 && host.indexOf('[') < 0;
        return isHost(host) && (bracketed || bare) && isPort(colon < 0 ? "" : text.substring(colon + 1));
    }

    private static boolean isPort(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return digits.length() <= 5;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
