package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.rules.MediaTypes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds requests to what their route takes: the length of the address, and the type of the body. */
public final class RequestLimitFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Route.Limits limits = request.route().limits();
        if (length(request) > limits.uri()) {
            return CompletableFuture.completedFuture(Failure.URI_TOO_LONG.because(tooLong(limits)));
        }
        if (!limits.contentTypes().isEmpty() && isOfAnotherType(request, limits)) {
            // Accept tells what would do (RFC 9110 section 12.5.1).
            return CompletableFuture.completedFuture(Failure.UNSUPPORTED_MEDIA_TYPE.because(
                    wrongType(limits), Headers.of("Accept", String.join(", ", limits.contentTypes()))));
        }
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        Route.Limits limits = request.route().limits();
        if (length(request) > limits.uri()) {
            return Decision.refuses(Failure.URI_TOO_LONG, tooLong(limits));
        }
        return !limits.contentTypes().isEmpty() && isOfAnotherType(request, limits)
                ? Decision.refuses(Failure.UNSUPPORTED_MEDIA_TYPE, wrongType(limits))
                : Decision.passes("within the limits of the route");
    }

    private static int length(Request request) {
        String query = request.head().query();
        return request.head().path().length() + (query == null ? 0 : query.length() + 1);
    }

    private static boolean isOfAnotherType(Request request, Route.Limits limits) {
        if (request.body().length() == 0) {
            return false;
        }
        String type = request.headers().first("Content-Type");
        return type == null
                || request.headers().count("Content-Type") > 1
                || !MediaTypes.isOneOf(limits.contentTypes(), type);
    }

    private static String tooLong(Route.Limits limits) {
        return "Path and query may have " + limits.uri() + " characters.";
    }

    private static String wrongType(Route.Limits limits) {
        return "Accepted here: " + String.join(", ", limits.contentTypes()) + ".";
    }
}
