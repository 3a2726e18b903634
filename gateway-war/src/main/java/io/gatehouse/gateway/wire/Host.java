package io.gatehouse.gateway.wire;

/**
 * A host with or without a port (RFC 9110 section 7.2), of {@code Host} or of a target, and of it what the server fails on without a word of refusal: an empty name, and a port
 * that is no number.
 */
final class Host {
    private boolean begun;
    private boolean address;
    private boolean port;
    private boolean over;

    void begin() {
        begun = false;
        address = false;
        port = false;
        over = false;
    }

    /** Whether this byte may come next. */
    boolean take(byte b) {
        if (Octets.isBlank(b)) {
            over = begun;
            return true;
        }
        if (over) {
            return false;
        }
        if (port) {
            return b >= '0' && b <= '9';
        }
        if (b == ':' && !address) {
            port = true;
            return begun;
        }
        address = address ? b != ']' : b == '[' && !begun;
        begun = true;
        return true;
    }

    boolean isWhole() {
        return begun;
    }
}
