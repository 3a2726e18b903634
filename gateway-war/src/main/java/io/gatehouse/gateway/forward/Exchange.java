package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request to an upstream, and the answer once its head is here. It passes through the REST client as the entity, whole:
 * JAX-RS would parse the path (and refuse queries that browsers send), regroup headers, and copy bodies through
 * blocking streams.
 */
final class Exchange {
    private final UpstreamRequest upstreamRequest;
    private volatile @Nullable Response upstreamResponse;

    Exchange(UpstreamRequest upstreamRequest) {
        this.upstreamRequest = upstreamRequest;
    }

    UpstreamRequest request() {
        return upstreamRequest;
    }

    void answer(Response response) {
        upstreamResponse = response;
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
