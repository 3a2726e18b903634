package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.rules.Compression;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Compresses answers with gzip where the route says so, the client takes it, and nobody has encoded or forbidden it before. */
public final class CompressionFilter implements Filter {
    /** Of the plain content, so no longer true (RFC 9530 section 2), or about parts of it. */
    private static final Set<String> ABOUT_THE_BYTES =
            Set.of("content-length", "content-digest", "content-md5", "accept-ranges");

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Compression compression = request.route().compression();
        return compression == null
                ? next.proceed(request)
                : next.proceed(request).thenApply(response -> compressed(request, response, compression));
    }

    @Override
    public Decision explain(Request request) {
        if (request.route().compression() == null) {
            return Decision.passes("the route has no compression");
        }
        return Decision.passes(
                isWanted(request)
                        ? "the answer is compressed if its type and length are worth it"
                        : "the client does not want gzip");
    }

    private static Response compressed(Request request, Response plain, Compression compression) {
        if (plain.status() == 304) {
            return isWanted(request)
                    ? plain.with(weakTag(varied(plain.headers())))
                    : plain.with(varied(plain.headers()));
        }
        if (!isEligible(plain, compression)) {
            return plain;
        }
        Response answer = plain.with(varied(plain.headers()));
        if (!isWanted(request) || isShort(plain, compression)) {
            return answer;
        }
        Body body = body(plain.body(), request.head().method());
        return body == plain.body()
                ? answer
                : answer.with(encoded(answer.headers())).with(body);
    }

    private static boolean isWanted(Request request) {
        return AcceptEncoding.prefersGzip(request.headers()) && !forbidsTransforming(request.headers());
    }

    /** Also for those who do not take it: their answers, too, depend on what they take. */
    private static boolean isEligible(Response plain, Compression compression) {
        String type = plain.headers().first("Content-Type");
        String coding = plain.headers().first("Content-Encoding");
        boolean whole =
                plain.status() >= 200 && plain.status() != 204 && plain.status() != 206 && plain.refusal() == null;
        return whole
                && type != null
                && compression.takes(type)
                && (coding == null || coding.equalsIgnoreCase("identity"))
                && !forbidsTransforming(plain.headers());
    }

    private static boolean isShort(Response plain, Compression compression) {
        String declared = plain.headers().first("Content-Length");
        long length = plain.body() instanceof Body.Bytes bytes && bytes.length() > 0 ? bytes.length() : -1;
        try {
            length = declared == null ? length : Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return true;
        }
        return length >= 0 && length < compression.minimum();
    }

    /** RFC 9110 section 7.7. */
    private static boolean forbidsTransforming(Headers headers) {
        for (String field : headers.all("Cache-Control")) {
            if (field.toLowerCase(Locale.ROOT).contains("no-transform")) {
                return true;
            }
        }
        return false;
    }

    private static Body body(Body plain, String method) {
        if (plain instanceof Body.Stream stream) {
            return new Body.Stream(new GzipStream(stream), -1);
        }
        byte[] content = ((Body.Bytes) plain).content();
        if (method.equals("HEAD")) {
            // The head that GET would get.
            return new Body.Bytes(content);
        }
        byte[] gzip = GzipStream.compress(content);
        return gzip.length < content.length ? new Body.Bytes(gzip) : plain;
    }

    private static Headers varied(Headers headers) {
        return Vary.on("Accept-Encoding", headers);
    }

    private static Headers encoded(Headers plain) {
        Headers.Builder headers = new Headers.Builder();
        plain.forEach((name, value) -> {
            if (!ABOUT_THE_BYTES.contains(name.toLowerCase(Locale.ROOT))
                    && !name.equalsIgnoreCase("Content-Encoding")) {
                headers.add(name, value);
            }
        });
        return weakTag(headers.add("Content-Encoding", "gzip").build());
    }

    /** The same content in other bytes has at best the same weak validator (RFC 9110 section 8.8.1). */
    private static Headers weakTag(Headers headers) {
        String tag = headers.first("ETag");
        return tag == null || tag.startsWith("W/") ? headers : headers.with("ETag", "W/" + tag);
    }
}
