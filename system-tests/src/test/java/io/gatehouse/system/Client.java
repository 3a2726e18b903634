package io.gatehouse.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that calls the product through its gateway, with or without a token. */
final class Client {
    static final String PASSWORD = UUID.randomUUID().toString();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Product product;
    private final Optional<String> token;
    private final Optional<String> traceParent;

    private Client(Product product, Optional<String> token, Optional<String> traceParent) {
        this.product = product;
        this.token = token;
        this.traceParent = traceParent;
    }

    record Answer(int status, HttpResponse<String> http) {
        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (JsonProcessingException notJson) {
                throw new IllegalStateException(http.toString() + ": " + http.body(), notJson);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        Optional<String> header(String name) {
            return http.headers().firstValue(name);
        }

        @Override
        public String toString() {
            return status + " " + http.headers().map() + " " + http.body();
        }
    }

    static Client anonymous(Product product) {
        return new Client(product, Optional.empty(), Optional.empty());
    }

    /** A new user with a name of its own, logged in. */
    static Client newUser(Product product) {
        String name = "user-" + UUID.randomUUID();
        anonymous(product)
                .post("/api/users", Map.of("username", name, "email", name + "@example.org", "password", PASSWORD));
        return login(product, name, PASSWORD);
    }

    static Client administrator(Product product) {
        return login(product, "admin", product.adminPassword());
    }

    static Client login(Product product, String username, String password) {
        Answer answer = anonymous(product).post("/api/auth/login", Map.of("username", username, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException("login of " + username + ": " + answer);
        }
        return new Client(product, Optional.of(answer.text("access_token")), Optional.empty());
    }

    Client withToken(String other) {
        return new Client(product, Optional.of(other), traceParent);
    }

    /** The same client, who calls another instance. */
    Client at(Product other) {
        return new Client(other, token, traceParent);
    }

    /** The same client, whose requests belong to a trace. */
    Client within(String traceId) {
        return new Client(product, token, Optional.of("00-" + traceId + "-00f067aa0ba902b7-01"));
    }

    String token() {
        return token.orElseThrow();
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(URI uri) {
        return send(authorised(HttpRequest.newBuilder(uri)).GET());
    }

    Answer post(String path, Object body) {
        try {
            return postText(path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Answer postText(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postForm(String path, Map<String, String> parameters) {
        String body = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** With fields by which the client says where it is. */
    Answer postFrom(String address, String path, Map<String, String> body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", address)
                    .header("Forwarded", "for=" + address)
                    .header("X-Real-IP", address)
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (JsonProcessingException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends a body, with headers as alternating names and values. */
    Answer send(String method, String path, String body, String... headers) {
        return send(request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return authorised(HttpRequest.newBuilder(product.uri(path)));
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request) {
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        traceParent.ifPresent(position -> request.header("traceparent", position));
        return request.timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Asks again until the answer is as expected; after three minutes the last answer is what the test looks at. */
    static <T> T eventually(Supplier<T> question, Predicate<T> expected) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        T answer = question.get();
        while (!expected.test(answer) && System.nanoTime() < end) {
            pause(Duration.ofMillis(200));
            answer = question.get();
        }
        return answer;
    }

    /** The same call from as many threads as told. */
    static List<Answer> atOnce(int times, Supplier<Answer> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<Answer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(call, threads))
                    .limit(times)
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
