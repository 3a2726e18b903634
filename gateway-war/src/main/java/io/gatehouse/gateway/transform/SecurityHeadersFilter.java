package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.util.concurrent.CompletionStage;

/** Tells browsers to be careful, in every answer, where the answer does not say itself how. */
public final class SecurityHeadersFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request).thenApply(response -> careful(request, response));
    }

    @Override
    public Decision explain(Request request) {
        return Decision.passes(
                "the answer gets " + added(request, Headers.EMPTY).build());
    }

    private static Response careful(Request request, Response response) {
        Headers.Builder headers = added(request, response.headers());
        return response.with(headers.build());
    }

    private static Headers.Builder added(Request request, Headers known) {
        SecurityHeaders wanted = request.route().securityHeaders();
        Headers.Builder headers = new Headers.Builder();
        known.forEach(headers::add);
        add(known, "X-Content-Type-Options", wanted.contentTypeOptions(), headers);
        add(known, "X-Frame-Options", wanted.frameOptions(), headers);
        add(known, "Referrer-Policy", wanted.referrerPolicy(), headers);
        long seconds = wanted.strictTransportSecurity().toSeconds();
        // A browser ignores it by http, and a client that does not would lock itself out (RFC 6797 section 7.2).
        if (seconds > 0 && "https".equals(request.client().scheme())) {
            add(known, "Strict-Transport-Security", "max-age=" + seconds, headers);
        }
        return headers;
    }

    private static void add(Headers known, String name, String value, Headers.Builder headers) {
        if (!value.isEmpty() && !known.contains(name)) {
            headers.add(name, value);
        }
    }
}
