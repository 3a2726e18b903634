package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.MalformedPath;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request in words. It is never sent.
 *
 * @param path as a client would write it, with its query if it has one
 * @param headers a token among them, if it has one
 * @param roles of the user who would send it; null for nobody, or for whom the token names
 * @param bodyLength in bytes
 */
public record DescribedRequest(
        String method,
        String path,
        String scheme,
        @Nullable String host,
        String address,
        Headers headers,
        @Nullable List<String> roles,
        long bodyLength) {
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    /** The request as filters see it. */
    public Request toRequest(Function<RequestHead, Match> routes) {
        int mark = path.indexOf('?');
        RequestHead head;
        Match match;
        try {
            head = RequestHead.of(
                    method, mark < 0 ? path : path.substring(0, mark), mark < 0 ? null : path.substring(mark + 1));
            match = routes.apply(head);
        } catch (MalformedPath malformed) {
            head = RequestHead.malformed(method);
            match = new Match.Malformed(String.valueOf(malformed.getMessage()));
        }
        Body body = bodyLength == 0 ? Body.EMPTY : new Body.Stream(subscriber -> {}, bodyLength);
        Identity identity =
                roles == null ? null : new Identity("described", "described", roles, Instant.MAX, "described");
        return new Request(ID, head, match, new Client(address, scheme, host), headers, body, identity);
    }
}
