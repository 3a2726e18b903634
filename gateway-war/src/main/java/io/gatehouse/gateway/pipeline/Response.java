package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * An answer on its way to the client.
 *
 * @param headers end-to-end headers only
 * @param refusal why the gateway itself gives this answer; null when an upstream gave it, whatever its status
 * @param origin which upstream was asked; null when none was
 */
public record Response(
        int status,
        Headers headers,
        Body body,
        @Nullable Refusal refusal,
        @Nullable Origin origin) {

    /** An answer that is not a refusal. */
    public Response(int status, Headers headers, Body body) {
        this(status, headers, body, null, null);
    }

    public Response with(Headers other) {
        return new Response(status, other, body, refusal, origin);
    }

    public Response with(Body other) {
        return new Response(status, headers, other, refusal, origin);
    }

    public Response with(Origin other) {
        return new Response(status, headers, body, refusal, other);
    }
}
