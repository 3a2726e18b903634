package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.rules.Cors;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages of other origins may use a route (the Fetch standard, section 3.2), in place of whatever the upstream says
 * about that. A preflight is answered here, without a token: browsers send none with it. It asks about another method than its own, so its
 * route is looked up by that method.
 */
public final class CorsFilter implements Filter {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final Function<RequestHead, Match> routes;

    public CorsFilter(Function<RequestHead, Match> routes) {
        this.routes = routes;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Route asked = preflightFor(request);
        Cors preflight = asked == null ? null : asked.cors();
        if (asked != null && preflight != null) {
            return CompletableFuture.completedFuture(answer(request, asked, preflight));
        }
        Cors cors = request.route().cors();
        return cors == null
                ? next.proceed(request)
                : next.proceed(request)
                        .thenApply(response -> response.with(
                                told(response.headers(), cors, request.headers().first("Origin"))));
    }

    @Override
    public Decision explain(Request request) {
        Route asked = preflightFor(request);
        Cors preflight = asked == null ? null : asked.cors();
        if (asked != null && preflight != null) {
            Response answer = answer(request, asked, preflight);
            return answer.refusal() == null
                    ? Decision.answers("a preflight for route " + asked.id())
                    : Decision.refuses(
                            answer.refusal().failure(), answer.refusal().detail());
        }
        return Decision.passes(
                request.route().cors() == null ? "the route has no cors" : "the answer says who may read it");
    }

    /** The route that a preflight is about; null when this is none. */
    private @Nullable Route preflightFor(Request request) {
        if (!request.head().method().equals("OPTIONS")
                || request.match() instanceof Match.Malformed
                || !request.headers().contains("Origin")) {
            return null;
        }
        String method = request.headers().first("Access-Control-Request-Method");
        return method == null ? null : routes.apply(request.head().with(method)).route();
    }

    private static Response answer(Request request, Route asked, Cors cors) {
        String origin = request.headers().first("Origin");
        Headers.Builder headers = new Headers.Builder();
        headers.add("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (origin == null || !cors.admits(origin)) {
            return Failure.FORBIDDEN.because("Pages of this origin may not use this.", headers.build());
        }
        allow(cors, origin, headers);
        headers.add("Access-Control-Allow-Methods", methods(request, asked));
        String names = request.headers().first("Access-Control-Request-Headers");
        String allowed = cors.headers().contains("*") ? onlyNames(names) : String.join(", ", cors.headers());
        if (!allowed.isEmpty()) {
            headers.add("Access-Control-Allow-Headers", allowed);
        }
        headers.add("Access-Control-Max-Age", Long.toString(cors.maxAge().toSeconds()));
        return new Response(204, headers.build(), Body.EMPTY);
    }

    private static String methods(Request request, Route asked) {
        String method = request.headers().first("Access-Control-Request-Method");
        return asked.methods() instanceof Predicate.MethodIn some
                ? String.join(", ", some.methods())
                : onlyNames(method);
    }

    /** What a client sent goes back only if it is a list of names. */
    private static String onlyNames(@Nullable String list) {
        if (list == null) {
            return "";
        }
        boolean names = list.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "-_, ".indexOf(c) >= 0);
        return names ? list : "";
    }

    private static Headers told(Headers upstreams, Cors cors, @Nullable String origin) {
        Headers.Builder headers = new Headers.Builder();
        upstreams.forEach((name, value) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
                headers.add(name, value);
            }
        });
        if (origin != null && cors.admits(origin)) {
            allow(cors, origin, headers);
            if (!cors.exposed().isEmpty()) {
                headers.add("Access-Control-Expose-Headers", String.join(", ", cors.exposed()));
            }
        }
        // Also for those who sent no origin: a cache may hold their answer for those who do.
        return cors.admitsAll() ? headers.build() : Vary.on("Origin", headers.build());
    }

    private static void allow(Cors cors, String origin, Headers.Builder headers) {
        headers.add(ALLOW_ORIGIN, cors.admitsAll() ? "*" : origin);
        if (cors.credentials()) {
            headers.add("Access-Control-Allow-Credentials", "true");
        }
    }
}
