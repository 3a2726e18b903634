package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * One request to an upstream, and the answer once its head is here. It passes through the REST client as the entity, whole:
 * JAX-RS would parse the path (and refuse queries that browsers send), regroup headers, and copy bodies through
 * blocking streams.
 */
final class Exchange {
    private final UpstreamRequest upstreamRequest;
    private final Attempt.Ending ending;
    private final long began = System.nanoTime();
    private volatile long connected = began;
    private volatile @Nullable Response upstreamResponse;

    Exchange(UpstreamRequest upstreamRequest) {
        this(upstreamRequest, failure -> {});
    }

    /** @param ending told when the answer has come to its last byte, or has been broken off */
    Exchange(UpstreamRequest upstreamRequest, Attempt.Ending ending) {
        this.upstreamRequest = upstreamRequest;
        this.ending = ending;
    }

    /** A connection is there. */
    void connected() {
        connected = System.nanoTime();
    }

    /** Where the answer came from, told when it has come or has failed to; without a connection all the time went into getting one. */
    Origin origin(String upstream, Attempt attempt) {
        long nanos = System.nanoTime() - began;
        long connect = connected == began ? nanos : connected - began;
        return new Origin(upstream, attempt.instance().address(), attempt.number(), connect, nanos);
    }

    UpstreamRequest request() {
        return upstreamRequest;
    }

    void answer(Response response) {
        upstreamResponse = response;
    }

    /** @param cause null when the answer is whole */
    void ended(@Nullable Throwable cause) {
        ending.ended(cause == null ? null : UpstreamFailure.of(cause));
    }

    /** The upstream's answer; there is one when the REST client's stage has completed without an exception. */
    Response response() {
        Response answered = upstreamResponse;
        if (answered == null) {
            throw new IllegalStateException("not answered yet");
        }
        return answered;
    }
}
