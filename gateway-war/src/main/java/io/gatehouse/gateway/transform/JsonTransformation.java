package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.forward.BodyCollector;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.QueryString;
import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.MediaTypes;
import io.gatehouse.gateway.rules.MessageRules;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Applies JSON rules to bodies, which are held in memory for that. A rule may be there to keep something from the other side, so what it cannot
 * be applied to does not pass: 413, 415 or 400 for a request, 502 for an answer. Only what is not JSON, by its {@code Content-Type}, passes
 * as it is.
 */
final class JsonTransformation {
    private static final RequestLog LOG = RequestLog.of(JsonTransformation.class);
    private static final String LENGTH = "Content-Length";
    private static final String TYPE = "Content-Type";

    private final Deadlines deadlines;

    JsonTransformation(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Asks the upstream for an answer that can be read: whole, and in no coding. */
    static Request readable(Request request) {
        Headers headers = request.headers().without("Range").without("If-Range");
        return request.with(headers.with("Accept-Encoding", "identity"));
    }

    CompletionStage<Response> ofRequest(Request request, Chain next) {
        MessageRules rules = request.route().request();
        Parser parser = parser(request.headers(), rules);
        if (request.body().length() == 0 || parser == null) {
            return next.proceed(request);
        }
        if (isEncoded(request.headers())) {
            return CompletableFuture.completedFuture(
                    Failure.UNSUPPORTED_MEDIA_TYPE.because("The body must come without a content coding."));
        }
        return BodyCollector.collect(
                        request.body(),
                        rules.jsonLimit(),
                        deadlines,
                        request.route().timeouts().total())
                .thenApply(bytes -> edited(bytes, parser, rules.json(), request))
                .handle((bytes, thrown) -> thrown == null
                        ? next.proceed(
                                request.with(framed(request.headers(), bytes)).with(new Body.Bytes(bytes)))
                        : CompletableFuture.completedFuture(refused(thrown, request)))
                .thenCompose(stage -> stage);
    }

    private static Response refused(Throwable thrown, Request request) {
        Throwable cause = cause(thrown);
        if (cause instanceof BodyCollector.TooLong) {
            return Failure.BODY_TOO_LARGE.because(
                    "A JSON body may have " + request.route().request().jsonLimit() + " bytes here.");
        }
        return cause instanceof NotJson
                ? Failure.BAD_REQUEST.because(
                        isForm(request.headers())
                                ? "The body is not a form with each field once."
                                : "The body is not one JSON document with each member once.")
                : UpstreamFailure.of(cause).because("The request body did not arrive.");
    }

    CompletionStage<Response> ofResponse(Request request, Response response) {
        MessageRules rules = request.route().response();
        Parser parser = parser(response.headers(), rules);
        if (parser == null || response.status() == 204 || response.status() == 304) {
            return CompletableFuture.completedFuture(response);
        }
        if (request.head().method().equals("HEAD")) {
            return CompletableFuture.completedFuture(response.with(plain(response.headers())));
        }
        if (isEncoded(response.headers()) || response.status() == 206) {
            if (response.body() instanceof Body.Stream stream) {
                stream.discard();
            }
            return CompletableFuture.completedFuture(failed(request, response, "is encoded or partial"));
        }
        return BodyCollector.collect(response.body(), rules.jsonLimit())
                .thenApply(bytes -> edited(bytes, parser, rules.json(), request))
                .handle((bytes, thrown) -> thrown == null
                        ? response.with(framed(plain(response.headers()), bytes))
                                .with(new Body.Bytes(bytes))
                        : broken(thrown, request, response));
    }

    private static Response broken(Throwable thrown, Request request, Response response) {
        Throwable cause = cause(thrown);
        if (cause instanceof BodyCollector.TooLong) {
            return failed(
                    request,
                    response,
                    "has more than " + request.route().response().jsonLimit() + " bytes");
        }
        return cause instanceof NotJson
                ? failed(request, response, "is not one JSON document with each member once")
                : UpstreamFailure.of(cause).because("The service broke off its answer.");
    }

    private static Response failed(Request request, Response response, String why) {
        String route = request.route().id();
        LOG.log(
                Level.WARNING,
                request,
                () -> Failure.TRANSFORMATION_FAILED + ": route " + route + ": the answer " + why);
        Response refusal = Failure.TRANSFORMATION_FAILED.because("The answer of the service " + why + ".");
        return response.origin() == null ? refusal : refusal.with(response.origin());
    }

    /** From bytes to a document. */
    @FunctionalInterface
    private interface Parser {
        Object parse(byte[] body) throws IOException;
    }

    private static byte[] edited(byte[] body, Parser parser, List<JsonRule> rules, Request request) {
        try {
            Object document = parser.parse(body);
            JsonEdit.apply(
                    rules,
                    document,
                    name -> QueryString.segmentText(
                            request.route().variable(name, request.head().path())));
            return JsonDocument.bytes(document);
        } catch (IOException malformed) {
            throw new NotJson(malformed);
        }
    }

    /** Without what was true of the bytes before (RFC 9530 section 2). */
    private static Headers plain(Headers headers) {
        return headers.without(LENGTH)
                .without("Content-Digest")
                .without("Repr-Digest")
                .without("Content-MD5")
                .without("Accept-Ranges");
    }

    private static Headers framed(Headers headers, byte[] body) {
        Headers typed = isForm(headers) ? headers.with(TYPE, "application/json") : headers;
        return plain(typed).with(LENGTH, Integer.toString(body.length));
    }

    /** Who reads a body of this type; null when nobody needs to. */
    private static @Nullable Parser parser(Headers headers, MessageRules rules) {
        String type = headers.first(TYPE);
        if (type != null && MediaTypes.isJson(type)) {
            return rules.json().isEmpty() ? null : JsonDocument::parse;
        }
        return rules.formAsJson() && isForm(headers) ? FormDocument::parse : null;
    }

    private static boolean isForm(Headers headers) {
        String type = headers.first(TYPE);
        return type != null && MediaTypes.isOneOf(List.of(FormDocument.MEDIA_TYPE), type);
    }

    private static boolean isEncoded(Headers headers) {
        String coding = headers.first("Content-Encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private static Throwable cause(Throwable thrown) {
        @Nullable Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
        return cause == null ? thrown : cause;
    }

    private static final class NotJson extends RuntimeException {
        NotJson(IOException cause) {
            super(cause);
        }
    }
}
