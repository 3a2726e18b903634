package io.gatehouse.gateway.admin;

/** A call that makes no sense; the message tells the client why. */
public final class BadCall extends Exception {
    public BadCall(String message) {
        // No stack: this is an answer to a client.
        super(message, null, false, false);
    }
}
