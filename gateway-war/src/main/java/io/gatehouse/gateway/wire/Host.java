package io.gatehouse.gateway.wire;

/** The value of {@code Host} (RFC 9110 section 7.2), and of it what the server fails on without a word of refusal: one that is empty, or whose port is no number. */
final class Host {
    private boolean begun;
    private boolean address;
    private boolean port;

    void begin() {
        begun = false;
        address = false;
        port = false;
    }

    /** Whether this byte may come next. */
    boolean take(byte b) {
        if (Octets.isBlank(b)) {
            return true;
        }
        begun = true;
        if (port) {
            return b >= '0' && b <= '9';
        }
        if (b == '[' || b == ']') {
            address = b == '[';
        }
        port = b == ':' && !address;
        return true;
    }

    boolean isWhole() {
        return begun;
    }
}
