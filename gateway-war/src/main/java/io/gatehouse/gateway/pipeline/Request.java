package io.gatehouse.gateway.pipeline;

import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the pipeline. Filters pass on another record, never a changed one.
 *
 * @param id names this request in answers, logs and upstreams
 * @param headers end-to-end headers only; nothing that the client may not say about itself
 * @param identity null until a token has been verified, and for anonymous clients
 * @param span what is noted of this request for those who watch
 */
public record Request(
        String id,
        RequestHead head,
        Match match,
        Client client,
        Headers headers,
        Body body,
        @Nullable Identity identity,
        Span span) {

    /** A request that begins now and belongs to no trace yet. */
    public Request(
            String id,
            RequestHead head,
            Match match,
            Client client,
            Headers headers,
            Body body,
            @Nullable Identity identity) {
        this(id, head, match, client, headers, body, identity, Span.begin(TraceParent.fresh(), ""));
    }

    public Route route() {
        return match.route();
    }

    public Request with(Match other) {
        return new Request(id, head, other, client, headers, body, identity, span);
    }

    /** The same request on another route. */
    public Request with(Route other) {
        return with(new Match.Found(other));
    }

    public Request with(Client other) {
        return new Request(id, head, match, other, headers, body, identity, span);
    }

    public Request with(Headers other) {
        return new Request(id, head, match, client, other, body, identity, span);
    }

    public Request with(Body other) {
        return new Request(id, head, match, client, headers, other, identity, span);
    }

    public Request with(Identity other) {
        return new Request(id, head, match, client, headers, body, other, span);
    }
}
