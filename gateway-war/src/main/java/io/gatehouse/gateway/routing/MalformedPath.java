package io.gatehouse.gateway.routing;

/** A path without a canonical form; the message says what is wrong in words for the client. */
public final class MalformedPath extends Exception {
    MalformedPath(String message) {
        // No stack: this is an answer to a client, and hostile clients ask often.
        super(message, null, false, false);
    }
}
