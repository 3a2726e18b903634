package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of the connection.
 *
 * @param host the Host header, null when HTTP/1.0 left it out
 * @param presence whether it is still waiting for its answer
 */
public record Client(
        String address, String scheme, @Nullable String host, Presence presence) {

    /** Whether the client is still there. */
    @FunctionalInterface
    public interface Presence {
        /** For those of whom nobody knows. */
        Presence UNKNOWN = () -> false;

        /** Whether it has closed its connection. Asked on one thread only, now and then while an answer is waited for. */
        boolean isGone();
    }

    /** A client that nobody will notice leaving. */
    public Client(String address, String scheme, @Nullable String host) {
        this(address, scheme, host, Presence.UNKNOWN);
    }

    /** The same client for a request that others wait for too: it goes on when this one leaves. */
    public Client unnoticed() {
        return new Client(address, scheme, host);
    }
}
