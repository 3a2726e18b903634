package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ForwardedHeaders;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that go no further: those that have been here before (RFC 9110 section 7.6.3), and OPTIONS that is about the gateway itself, or whose
 * {@code Max-Forwards} is used up (sections 7.6.2 and 9.3.7).
 */
final class HopLimitFilter implements Filter {
    private static final String LIMIT = "Max-Forwards";
    private static final String ALL_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    // More than any way is long.
    private static final int MOST_DIGITS = 9;

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        if (ForwardedHeaders.passedHere(request.headers())) {
            return CompletableFuture.completedFuture(
                    Failure.LOOP_DETECTED.because("A service that this gateway forwards to leads back to it."));
        }
        if (!request.head().method().equals("OPTIONS")) {
            return next.proceed(request);
        }
        int left = left(request);
        if (left == 0) {
            return CompletableFuture.completedFuture(options(request));
        }
        return next.proceed(
                left < 0 ? request : request.with(request.headers().with(LIMIT, Integer.toString(left - 1))));
    }

    @Override
    public Decision explain(Request request) {
        if (ForwardedHeaders.passedHere(request.headers())) {
            return Decision.refuses(Failure.LOOP_DETECTED, "the request has been here before");
        }
        return request.head().method().equals("OPTIONS") && left(request) == 0
                ? Decision.answers("OPTIONS that goes no further")
                : Decision.passes("");
    }

    /** How often the request may be forwarded; -1 when it does not say. */
    private static int left(Request request) {
        if (request.head().path().equals("*")) {
            return 0;
        }
        String limit =
                request.match() instanceof Match.Found ? request.headers().first(LIMIT) : null;
        return limit == null ? -1 : number(limit);
    }

    private static int number(String written) {
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9') {
                return -1;
            }
        }
        return written.isEmpty() || written.length() > MOST_DIGITS ? -1 : Integer.parseInt(written);
    }

    private static Response options(Request request) {
        return new Response(204, Headers.of("Allow", allowed(request)), Body.EMPTY);
    }

    private static String allowed(Request request) {
        @Nullable
        Predicate methods =
                request.match() instanceof Match.Found ? request.route().methods() : null;
        return methods instanceof Predicate.MethodIn some
                        && !request.head().path().equals("*")
                ? String.join(", ", some.methods())
                : ALL_METHODS;
    }
}
