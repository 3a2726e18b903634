package io.gatehouse.gateway;

import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.Authority;
import io.gatehouse.gateway.forward.ForwardedHeaders;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.forward.TrustedProxies;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestParticulars;
import io.gatehouse.gateway.pipeline.Span;
import io.gatehouse.gateway.routing.Destination;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.Particulars;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.telemetry.TraceFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the pipeline's request from the servlet's, without what ends here and what clients may not say about themselves. */
final class ClientRequest {
    /** Bodies up to this size are taken at once when they are already here. */
    private static final int SMALL = 16 * 1024;
    /** What logs call a method that is none. */
    private static final String NO_METHOD = "-";

    private ClientRequest() {}

    static Request of(
            HttpServletRequest from,
            Function<RequestHead, Match> routes,
            TrustedProxies proxies,
            ReservedHeaders reserved,
            ClientWatch watch)
            throws IOException {
        String id = newId();
        Headers headers;
        try {
            MessageSyntax.check(from);
            headers = headers(from, reserved);
        } catch (MalformedMessage malformed) {
            return refused(from, proxies, id, malformed.match());
        }
        Client client = client(from, proxies).watched(presence(from, watch));
        Particulars particulars = new RequestParticulars(id, client.host(), headers, InstantSource.system());
        Destination to =
                Destination.of(from.getMethod(), from.getRequestURI(), from.getQueryString(), particulars, routes);
        return new Request(id, to.head(), to.match(), client, headers, body(from), null, span(from, headers));
    }

    /** The request that the server refused by itself: no route was asked for it, and nothing of it goes on. */
    static Request refused(HttpServletRequest from, TrustedProxies proxies) {
        return refused(from, proxies, newId(), new Match.NoRoute());
    }

    private static Request refused(HttpServletRequest from, TrustedProxies proxies, String id, Match match) {
        String method = from.getMethod();
        return new Request(
                id,
                RequestHead.malformed(Authority.isToken(method) ? method : NO_METHOD),
                match,
                client(from, proxies),
                Headers.EMPTY,
                Body.EMPTY,
                null,
                span(from, Headers.EMPTY));
    }

    private static Span span(HttpServletRequest from, Headers headers) {
        return Span.begin(TraceFilter.position(headers), from.getProtocol());
    }

    private static Client client(HttpServletRequest from, TrustedProxies proxies) {
        return proxies.client(
                from.getRemoteAddr(),
                from.getScheme(),
                from.getHeader("Host"),
                name -> from.getHeaders(name).asIterator());
    }

    /** HTTP/1.0 has no interim answers (RFC 9110 section 15.2). */
    private static Client.Presence presence(HttpServletRequest from, ClientWatch watch) {
        Client.Presence watched = watch.of(() -> ClientConnection.channel(from));
        return from.getProtocol().equals("HTTP/1.1")
                ? new WaitingClient(watched, message -> InterimAnswer.write(message, from))
                : watched;
    }

    /** A random UUID from a cheap source: it names a request and guards nothing. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(version, variant).toString();
    }

    private static Headers headers(HttpServletRequest from, ReservedHeaders reserved) throws MalformedMessage {
        Set<String> named =
                HopByHopHeaders.namedIn(from.getHeaders("Connection").asIterator());
        Headers.Builder headers = new Headers.Builder();
        for (Enumeration<String> names = from.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (!endsHere(name) && !reserved.contains(name) && !named.contains(name)) {
                for (Enumeration<String> values = from.getHeaders(name); values.hasMoreElements(); ) {
                    String value = values.nextElement();
                    MessageSyntax.checkField(name, value);
                    headers.add(name, value);
                }
            }
        }
        return headers.build();
    }

    /** Host goes anew to every upstream, and Expect has been answered by this server. */
    private static boolean endsHere(String name) {
        return HopByHopHeaders.contains(name)
                || ForwardedHeaders.isReserved(name)
                || name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Expect");
    }

    /** A body is declared in a field, be it one of no bytes (RFC 9112 section 6.3). */
    static boolean mayHaveBody(long length, @Nullable String transferEncoding) {
        return length > 0 || transferEncoding != null;
    }

    static boolean mayHaveBody(HttpServletRequest from) {
        return mayHaveBody(from.getContentLengthLong(), from.getHeader("Transfer-Encoding"));
    }

    private static Body body(HttpServletRequest from) throws IOException {
        long length = from.getContentLengthLong();
        if (!mayHaveBody(from)) {
            return Body.EMPTY;
        }
        if (length > 0 && length <= SMALL && from.getInputStream().available() >= length) {
            return new Body.Bytes(from.getInputStream().readNBytes((int) length));
        }
        RequestBody streamed = length < 0 && from.getHeader("Upgrade") != null
                ? new RequestBody(from.getInputStream(), new Chunks())
                : new RequestBody(from.getInputStream(), length);
        return new Body.Stream(streamed, length);
    }
}
