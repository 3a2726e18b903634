package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/** The gateway's part in a trace: one request from its head to the last byte of its answer, and what is noted of it on the way. */
public final class Span {
    private final TraceParent trace;
    private final String protocol;
    private final long begunMillis = System.currentTimeMillis();
    private final long begunNanos = System.nanoTime();
    private volatile @Nullable String user;
    private volatile @Nullable Failure failure;

    private Span(TraceParent trace, String protocol) {
        this.trace = trace;
        this.protocol = protocol;
    }

    /** One that begins now. */
    public static Span begin(TraceParent trace, String protocol) {
        return new Span(trace, protocol);
    }

    /** Where the gateway stands in the trace; upstreams continue from here. */
    public TraceParent trace() {
        return trace;
    }

    /** In which the client spoke, for instance {@code HTTP/1.1}. */
    public String protocol() {
        return protocol;
    }

    /** By the calendar, in milliseconds since 1970. */
    public long begunMillis() {
        return begunMillis;
    }

    /** By {@link System#nanoTime}. */
    public long begunNanos() {
        return begunNanos;
    }

    /** The subject that a token was verified for; null as long as there is none. */
    public @Nullable String user() {
        return user;
    }

    /** Why the gateway ended a connection in an orderly way after its answer had begun; null when it did not. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** The first that is noted is why. */
    public void noteFailure(Failure why) {
        failure = failure == null ? why : failure;
    }

    public void noteUser(String subject) {
        user = subject;
    }
}
