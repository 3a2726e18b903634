package io.gatehouse.orders;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls the deployed service as the gateway does, for one user. */
record OrdersClient(String base, String token) {
    /** HTTP/1.1: one connection for each request that is under way, as many as there may be. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** All orders are placed in it. */
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return Json.STRICT.readTree(response.body());
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }

        /** Code and first field of a problem. */
        String refusal() {
            return json().path("code").asText() + " "
                    + json().at("/errors/0/field").asText();
        }

        String id() {
            return json().path("id").asText();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path);
    }

    /** Without a body. */
    Answer call(String method, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody()));
    }

    Answer order(UUID product, int quantity) throws IOException, InterruptedException {
        return post(Json.STRICT.writeValueAsString(
                Map.of("lines", List.of(Map.of("productId", product, "quantity", quantity)))));
    }

    Answer post(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/orders"))
                .header("X-Request-Id", UUID.nameUUIDFromBytes(new byte[] {1}).toString())
                .header("Idempotency-Key", "once")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .POST(BodyPublishers.ofString(body)));
    }

    /** An event, as if the products service had published it. */
    void publish(UUID eventId, String type, String data) throws IOException, InterruptedException {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/products","type":"%s","subject":"%s",\
                "time":"2026-01-02T08:00:00Z","datacontenttype":"application/json","data":%s}""".formatted(eventId, type, UUID.randomUUID(), data);
        send(HttpRequest.newBuilder(URI.create(base + "/probe")).POST(BodyPublishers.ofString(event)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    }
}
