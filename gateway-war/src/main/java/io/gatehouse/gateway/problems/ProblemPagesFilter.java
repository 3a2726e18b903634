package io.gatehouse.gateway.problems;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers where the types of problem documents lead; everybody may read them. */
public final class ProblemPagesFilter implements Filter {
    private static final ProblemPages PAGES = ProblemPages.packed();

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return isOwn(request) ? CompletableFuture.completedFuture(answer(request)) : next.proceed(request);
    }

    private static boolean isOwn(Request request) {
        return request.head().path().startsWith(ProblemPages.ROOT);
    }

    private static Response answer(Request request) {
        Response refusal = refusal(request);
        if (refusal != null) {
            return refusal;
        }
        ProblemPage page = Objects.requireNonNull(PAGES.at(request.head().path()));
        Headers headers = Headers.of(
                "Content-Type", "text/html; charset=utf-8",
                "Content-Length", Long.toString(page.html().length()),
                "Cache-Control", "public, max-age=3600",
                "Content-Security-Policy", "default-src 'none'",
                "ETag", page.etag());
        // The tag is a hash, which no other tag has in it; with W/ before it, it is the same by weak comparison.
        return request.headers().all("If-None-Match").stream().anyMatch(known -> known.contains(page.etag()))
                ? new Response(304, headers.without("Content-Length").without("Content-Type"), Body.EMPTY)
                : new Response(200, headers, page.html());
    }

    private static @Nullable Response refusal(Request request) {
        String method = request.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Failure.METHOD_NOT_ALLOWED.because(
                    "Only GET and HEAD are allowed here.", Headers.of("Allow", "GET, HEAD"));
        }
        return PAGES.at(request.head().path()) == null
                ? Failure.NO_ROUTE.because("There is no problem of this type.")
                : null;
    }

    @Override
    public Decision explain(Request request) {
        if (!isOwn(request)) {
            return Decision.passes("");
        }
        Response refusal = refusal(request);
        return refusal == null || refusal.refusal() == null
                ? Decision.answers("the page of a problem type")
                : Decision.refuses(
                        refusal.refusal().failure(), refusal.refusal().detail());
    }
}
