package io.gatehouse.gateway.pipeline;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it is known from the connection and from those on the way who are trusted.
 *
 * @param address the nearest that is not a trusted proxy; of a client whose proxy would not say it, the proxy's
 * @param scheme how the client asked, {@code http} or {@code https}
 * @param host the Host header that the client sent, null when HTTP/1.0 left it out
 * @param way who the request came from: the client first, as an address or as what its proxy calls it ({@code unknown} or an obfuscated identifier of
 *     RFC 7239 section 6), then the trusted proxies; the last is the other end of the connection
 * @param presence whether it is still waiting for its answer, and what it hears meanwhile
 */
public record Client(
        String address, String scheme, @Nullable String host, List<String> way, Presence presence) {
    public Client {
        way = List.copyOf(way);
    }

    /** Whether the client is still there, and what it hears while it waits. */
    @FunctionalInterface
    public interface Presence {
        /** For those of whom nobody knows. */
        Presence UNKNOWN = () -> false;

        /** Whether it has closed its connection. Asked on one thread only, now and then while an answer is waited for. */
        boolean isGone();

        /**
         * Tells it that its answer is being made (RFC 9110 section 15.2); heard only by those who can, and before their answer.
         *
         * @param status 101 to 199
         * @param fields end-to-end headers
         */
        default void interim(int status, Headers fields) {}

        /** Its answer begins: from now on it hears nothing else. */
        default void answered() {}
    }

    /** A client that nobody will notice leaving. */
    public Client(String address, String scheme, @Nullable String host, List<String> way) {
        this(address, scheme, host, way, Presence.UNKNOWN);
    }

    /** One that is itself at the other end of the connection, and that nobody will notice leaving. */
    public Client(String address, String scheme, @Nullable String host) {
        this(address, scheme, host, List.of(address));
    }

    /** The same client, whose leaving will be noticed. */
    public Client watched(Presence by) {
        return new Client(address, scheme, host, way, by);
    }

    /** The same client, who is gone only when this says so. */
    public Client leaving(BooleanSupplier gone) {
        return watched(new Presence() {
            @Override
            public boolean isGone() {
                return gone.getAsBoolean();
            }

            @Override
            public void interim(int status, Headers fields) {
                presence.interim(status, fields);
            }
        });
    }

    /** The same client, who hears interim answers with other fields. */
    public Client hearing(UnaryOperator<Headers> edit) {
        return watched(new Presence() {
            @Override
            public boolean isGone() {
                return presence.isGone();
            }

            @Override
            public void interim(int status, Headers fields) {
                presence.interim(status, edit.apply(fields));
            }
        });
    }

    /** The same client for a request that is not made for it: it goes on when this one leaves. */
    public Client unnoticed() {
        return new Client(address, scheme, host, way);
    }
}
