package io.gatehouse.users;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls the deployed service as the gateway does. Each value is one request in the making. */
record UsersClient(String path, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BASE = System.getProperty("users.url", "");

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return Json.STRICT.readTree(response.body());
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String code() {
            return text("code");
        }

        String field() {
            return json().at("/errors/0/field").asText();
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + body();
        }
    }

    static UsersClient to(String path) {
        return new UsersClient(path, Map.of());
    }

    UsersClient with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new UsersClient(path, more);
    }

    UsersClient as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The client's address, as the gateway writes it. */
    UsersClient from(String address) {
        return with("X-Forwarded-For", address);
    }

    Answer get() {
        return send("GET", BodyPublishers.noBody()).join();
    }

    Answer delete() {
        return send("DELETE", BodyPublishers.noBody()).join();
    }

    Answer post() {
        return send("POST", BodyPublishers.noBody()).join();
    }

    Answer put() {
        return send("PUT", BodyPublishers.noBody()).join();
    }

    Answer post(Map<String, ?> body) {
        return post(json(body));
    }

    Answer post(String body) {
        return posting(body).join();
    }

    CompletableFuture<Answer> posting(String body) {
        return with("Content-Type", "application/json").send("POST", BodyPublishers.ofString(body));
    }

    Answer put(Map<String, ?> body) {
        return with("Content-Type", "application/json")
                .send("PUT", BodyPublishers.ofString(json(body)))
                .join();
    }

    Answer patch(String mergePatch) {
        return with("Content-Type", "application/merge-patch+json")
                .send("PATCH", BodyPublishers.ofString(mergePatch))
                .join();
    }

    Answer postForm(Map<String, String> parameters) {
        return postForm(parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    Answer postForm(String body) {
        return with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", BodyPublishers.ofString(body))
                .join();
    }

    /** As many as may wait for one place for a hash, which is what the smallest server has. */
    List<Answer> fourAtOnce(String body) {
        List<CompletableFuture<Answer>> all =
                Stream.generate(() -> posting(body)).limit(4).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    static String json(Map<String, ?> body) {
        try {
            return Json.STRICT.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private CompletableFuture<Answer> send(String method, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(BASE + path)).method(method, body);
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
    }
}
