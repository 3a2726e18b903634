package io.gatehouse.gateway.websocket;

/** What a peer sent is not what WebSocket or its route allows. */
final class FrameViolation extends Exception {
    private final int code;

    /** @param code the status code that says so to both peers */
    FrameViolation(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
