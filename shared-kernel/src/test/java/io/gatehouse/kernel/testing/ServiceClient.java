package io.gatehouse.kernel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Calls a deployed service as the gateway does, with a token or, if it is empty, without. */
public record ServiceClient(String base, String token) {
    /** HTTP/1.1: one connection for each request that is under way, as many as there may be. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the service has answered. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        /** The first value of a header, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return Json.STRICT.readTree(response.body());
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }

        /** The text of a field. */
        public String text(String field) {
            return json().path(field).asText();
        }

        /** Code and first field of a problem. */
        public String refusal() {
            return text("code") + " " + json().at("/errors/0/field").asText();
        }

        /** The query that Link names for the next page, or an empty text. */
        public String next() {
            return header("Link").replaceAll("<([^>]*)>; rel=\"next\"", "$1");
        }
    }

    /** Reads, with headers as alternating names and values. */
    public Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** Sends JSON. */
    public Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    /** Sends a body as JSON, or as what the headers say it is. */
    public Answer send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    /** Posts an event to the test's probe in the WAR, which publishes it as if another service had. */
    public void publish(String source, UUID eventId, String type, String data)
            throws IOException, InterruptedException {
        String event = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","subject":"s",\
                "time":"2026-01-02T08:00:00Z","datacontenttype":"application/json","data":%s}""".formatted(eventId, source, type, data);
        post("/probe", event);
    }
}
