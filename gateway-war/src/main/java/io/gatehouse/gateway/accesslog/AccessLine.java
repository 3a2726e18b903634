package io.gatehouse.gateway.accesslog;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Span;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of one request. It keeps what was there anyway, and nothing of the bodies; text is made of it by the log's own
 * thread.
 *
 * @param failure why the gateway answered, or broke the answer off; null when the upstream's answer went out whole
 * @param cache the header {@code Cache-Status} of the answer
 * @param agent the header {@code User-Agent} of the request
 */
public record AccessLine(
        String id,
        Span span,
        String address,
        String method,
        @Nullable String host,
        String path,
        String route,
        @Nullable Origin origin,
        int status,
        @Nullable Failure failure,
        Traffic traffic,
        @Nullable String cache,
        @Nullable String agent) {
    /** A client decides on the length of some values; more than this of one is not logged. */
    static final int LONGEST = 512;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * What went through, and how long it took.
     *
     * @param bytesIn of the request's body, as far as it was read
     * @param bytesOut of the answer's body, as far as it was written
     * @param totalNanos from the head of the request to the end of the answer
     * @param bodyNanos from the head of the answer to its end
     */
    public record Traffic(long bytesIn, long bytesOut, long totalNanos, long bodyNanos) {}

    /** The line for a request that was answered with this status and these headers. */
    public static AccessLine of(
            Request request,
            int status,
            Headers answer,
            @Nullable Origin origin,
            @Nullable Failure failure,
            Traffic traffic) {
        return new AccessLine(
                request.id(),
                request.span(),
                request.client().address(),
                request.head().method(),
                request.client().host(),
                request.head().path(),
                request.route().id(),
                origin,
                status,
                failure,
                traffic,
                answer.first("Cache-Status"),
                request.headers().first("User-Agent"));
    }

    /** Writes it as one JSON object. */
    void write(JsonGenerator json, boolean withUser) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", TIME.format(Instant.ofEpochMilli(span.begunMillis())));
        json.writeStringField("request", id);
        json.writeStringField("trace", span.trace().trace());
        json.writeStringField("span", span.trace().span());
        json.writeStringField("client", address);
        if (withUser) {
            text(json, "user", span.user());
        }
        text(json, "method", method);
        text(json, "host", host);
        text(json, "path", path);
        json.writeStringField("protocol", span.protocol());
        text(json, "agent", agent);
        json.writeStringField("route", route);
        text(json, "upstream", origin == null ? null : origin.upstream());
        text(json, "instance", origin == null ? null : origin.instance());
        json.writeNumberField("attempts", origin == null ? 0 : origin.attempts());
        json.writeNumberField("status", status);
        text(json, "failure", failure == null ? null : failure.name());
        text(json, "cache", cache);
        json.writeNumberField("bytesIn", traffic.bytesIn);
        json.writeNumberField("bytesOut", traffic.bytesOut);
        durations(json);
        json.writeEndObject();
    }

    private void durations(JsonGenerator json) throws IOException {
        millis(json, "totalMs", traffic.totalNanos);
        millis(json, "connectMs", origin == null ? -1 : origin.connectNanos());
        millis(json, "firstByteMs", origin == null ? -1 : origin.answerNanos());
        millis(json, "bodyMs", traffic.bodyNanos);
    }

    /** In milliseconds with three digits behind the point; null when it was not measured. */
    private static void millis(JsonGenerator json, String name, long nanos) throws IOException {
        json.writeFieldName(name);
        if (nanos < 0) {
            json.writeNull();
            return;
        }
        long micros = nanos / 1_000;
        long fraction = micros % 1_000;
        json.writeNumber(micros / 1_000 + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.length() <= LONGEST ? value : value.substring(0, LONGEST));
        }
    }
}
