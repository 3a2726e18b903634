package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A gateway of nothing but limits, as a configuration makes them, an authentication that believes a name, and an upstream. */
final class Limited {
    private static final String ROUTES = """

            issuers: []
            tokenExchange: {keys: keys}
            upstreams: {one: {url: "http://one"}, two: {url: "http://two"}}
            routes:
              - {id: r, path: /r, upstream: one}
              - {id: same, path: /same, upstream: one}
              - {id: other, path: /other, upstream: two}
              - {id: free, path: /free, upstream: one, rateLimit: off}
            """;

    private static final String MORE = """
              - {id: dear, path: /dear, upstream: one, rateLimit: {cost: 4}}
              - {id: special, path: /special, upstream: one, rateLimit: [special]}
            """;

    final List<String> refusals = new ArrayList<>();
    final AtomicLong now = new AtomicLong();
    final Inheritance inheritance;
    final RateLimits limits;
    int verified;
    private final GatewayConfig config;
    private final Chain chain;

    Limited(String settings) {
        this(settings, Inheritance.none());
    }

    Limited(String settings, Inheritance inheritance) {
        this.inheritance = inheritance;
        this.config = config(settings + ROUTES + (settings.contains("special") ? MORE : ""));
        this.limits = RateLimits.of(
                config,
                inheritance,
                now::get,
                (limit, route, shadow) -> refusals.add(limit + " " + route + " " + shadow));
        Filter authentication = (request, next) -> {
            String name = request.headers().first("Authorization");
            if (name == null) {
                return next.proceed(request);
            }
            verified++;
            return name.startsWith("!")
                    ? CompletableFuture.completedFuture(Failure.TOKEN_INVALID.because("It is bad."))
                    : next.proceed(request.with(identity(name)));
        };
        chain = Pipeline.of(
                List.of(
                        limits.beforeAuthentication(),
                        limits.aroundAuthentication(),
                        authentication,
                        limits.afterAuthentication()),
                request -> CompletableFuture.completedFuture(
                        new Response(200, Headers.of("X-Upstream", "1"), Body.EMPTY)));
    }

    /** Of one issuer, or of the one whose name is behind an at sign. */
    private static Identity identity(String name) {
        int at = name.indexOf('@');
        String subject = at < 0 ? name : name.substring(0, at);
        return new Identity(at < 0 ? "one" : name.substring(at + 1), subject, subject, List.of(), Instant.MAX, name);
    }

    private static GatewayConfig config(String text) {
        try {
            return ConfigReader.read("test", text, name -> Optional.empty());
        } catch (ConfigException mistakes) {
            throw new IllegalArgumentException(mistakes);
        }
    }

    Request request(String route, String address, Headers headers) {
        return new Request(
                "id",
                new RequestHead("GET", "/" + route, null),
                new Match.Found(config.routes().stream()
                        .filter(one -> one.id().equals(route))
                        .findFirst()
                        .orElseThrow()),
                new Client(address, "http", "h"),
                headers,
                Body.EMPTY,
                null);
    }

    Response ask(Request request) {
        return chain.proceed(request).toCompletableFuture().join();
    }

    Response ask(String route, String address, @Nullable String name) {
        return ask(request(route, address, name == null ? Headers.EMPTY : Headers.of("Authorization", name)));
    }

    /** The values of this field, in their order. */
    static List<String> fields(Response response, String name) {
        List<String> values = new ArrayList<>();
        response.headers().forEach((field, value) -> {
            if (field.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }
}
