package io.gatehouse.users;

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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls the deployed service as the gateway does. */
final class UsersClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BASE = System.getProperty("users.url", "");

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

        String code() {
            return json().path("code").asText();
        }

        String field() {
            return json().at("/errors/0/field").asText();
        }
    }

    private UsersClient() {}

    static Answer get(String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    static Answer post(String path, Map<String, ?> body) throws IOException {
        return post(path, Json.STRICT.writeValueAsString(body));
    }

    static Answer post(String path, String body) {
        return posting(path, body).join();
    }

    static CompletableFuture<Answer> posting(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(BASE + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::new);
    }
}
