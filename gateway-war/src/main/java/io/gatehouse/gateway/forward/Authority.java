package io.gatehouse.gateway.forward;

/** Which characters hosts and tokens consist of. */
final class Authority {
    private Authority() {}

    /** RFC 9110 section 5.6.2. */
    static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || (c < 128 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    static boolean isToken(String text) {
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

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
