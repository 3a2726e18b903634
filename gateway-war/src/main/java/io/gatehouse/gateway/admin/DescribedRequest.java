package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.ForwardedHeaders;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestParticulars;
import io.gatehouse.gateway.routing.Destination;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.Particulars;
import io.gatehouse.gateway.routing.RequestHead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request in words. It is never sent.
 *
 * @param path as a client would write it, with its query if it has one
 * @param host the field Host; null when there is none, or when it stands among the headers
 * @param headers all other fields as a client would send them, a token among them if it has one
 * @param roles of the user who would send it; null for nobody, or for whom the token names
 * @param bodyLength in bytes
 * @param circumstances what its client does not choose
 */
public record DescribedRequest(
        String method,
        String path,
        String scheme,
        @Nullable String host,
        String address,
        Headers headers,
        @Nullable List<String> roles,
        long bodyLength,
        Circumstances circumstances) {

    /**
     * What a client does not choose.
     *
     * @param id the request id, which is the lot where routes share requests by weight
     * @param time when it would come; null for the moment when it is asked about
     */
    public record Circumstances(String id, @Nullable Instant time) {
        /** Where nobody says others. */
        public static final Circumstances ANY = new Circumstances("00000000-0000-4000-8000-000000000000", null);

        InstantSource clock() {
            return time == null ? InstantSource.system() : InstantSource.fixed(time);
        }
    }

    /** One of which nobody says when it would come. */
    public DescribedRequest(
            String method,
            String path,
            String scheme,
            @Nullable String host,
            String address,
            Headers headers,
            @Nullable List<String> roles,
            long bodyLength) {
        this(method, path, scheme, host, address, headers, roles, bodyLength, Circumstances.ANY);
    }

    /** Whether the path begins with a slash, or stands for the whole server: origin-form and asterisk-form of RFC 9112 section 3.2. */
    public boolean hasRequestTarget() {
        return path.startsWith("/") || path.equals("*");
    }

    /** The request as filters see it, without what clients may not say about themselves. */
    public Request toRequest(Function<RequestHead, Match> routes, ReservedHeaders reserved) {
        Headers endToEnd = endToEnd(reserved);
        String asked = host != null ? host : headers.first("Host");
        int mark = path.indexOf('?');
        String rawPath = mark < 0 ? path : path.substring(0, mark);
        String query = mark < 0 ? null : path.substring(mark + 1);
        Particulars particulars = new RequestParticulars(circumstances.id(), asked, endToEnd, circumstances.clock());
        Destination to = Destination.of(method, rawPath, query, particulars, routes);
        Identity identity = roles == null
                ? null
                : new Identity("no token", "described", "described", roles, Instant.MAX, "described");
        return new Request(
                circumstances.id(),
                to.head(),
                to.match(),
                new Client(address, scheme, asked),
                endToEnd,
                body(to.match()),
                identity);
    }

    private Body body(Match match) {
        if (match.route().webSocket() != null && asksForWebSocket()) {
            return new Body.Tunnel(subscriber -> {});
        }
        return bodyLength == 0 ? Body.EMPTY : new Body.Stream(subscriber -> {}, bodyLength);
    }

    /** RFC 6455 section 4.2.1. */
    private boolean asksForWebSocket() {
        return method.equals("GET")
                && "websocket".equalsIgnoreCase(headers.first("Upgrade"))
                && namedInConnection().contains("upgrade");
    }

    /** What filters get to see: the rest ends at the gateway's door. */
    private Headers endToEnd(ReservedHeaders reserved) {
        Set<String> named = namedInConnection();
        Headers.Builder rest = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (!HopByHopHeaders.contains(name)
                    && !ForwardedHeaders.isReserved(name)
                    && !reserved.contains(name)
                    && !name.equalsIgnoreCase("Host")
                    && !name.equalsIgnoreCase("Expect")
                    && !named.contains(name)) {
                rest.add(name, value);
            }
        });
        return rest.build();
    }

    private Set<String> namedInConnection() {
        return HopByHopHeaders.namedIn(headers.all("Connection").iterator());
    }
}
