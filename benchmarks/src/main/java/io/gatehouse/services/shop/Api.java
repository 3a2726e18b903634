package io.gatehouse.services.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The product's API, through its gateway. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIRMED = "CONFIRMED";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public Api(int port) {
        this.port = port;
    }

    /** Somebody who may call it. */
    public record Customer(String username, String password, String token) {}

    Customer register(String username) throws IOException, InterruptedException {
        String password = UUID.randomUUID().toString();
        Object wanted = Map.of("username", username, "email", username + "@example.org", "password", password);
        post("/users", wanted, null);
        return login(username, password);
    }

    public Customer login(String username, String password) throws IOException, InterruptedException {
        JsonNode answer = post("/auth/login", Map.of("username", username, "password", password), null);
        return new Customer(username, password, answer.path("access_token").asText());
    }

    JsonNode post(String path, Object body, @Nullable Customer who) throws IOException, InterruptedException {
        return good(client.send(postRequest(path, JSON.writeValueAsString(body), who), BodyHandlers.ofString()));
    }

    public HttpResponse<String> get(String path, @Nullable Customer who) throws IOException, InterruptedException {
        return client.send(request(path, who).GET().build(), BodyHandlers.ofString());
    }

    /** The order's id, or a failure that says what came instead of 201. */
    public CompletableFuture<UUID> place(String productId, Customer who) {
        return client.sendAsync(postRequest("/orders", orderOf(productId), who), BodyHandlers.ofString())
                .thenApply(answer -> {
                    if (answer.statusCode() != 201) {
                        throw new IllegalStateException("answer " + answer.statusCode());
                    }
                    String location = answer.headers().firstValue("Location").orElseThrow();
                    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
                });
    }

    /** Whether the order is confirmed now. */
    boolean isConfirmed(UUID order, Customer who) throws IOException, InterruptedException {
        return good(get("/orders/" + order, who)).path("status").asText().equals(CONFIRMED);
    }

    static String orderOf(String productId) {
        return "{\"lines\":[{\"productId\":\"" + productId + "\",\"quantity\":1}]}";
    }

    /** What the server counts, in the format of Prometheus. */
    public String metrics() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + (port + 1) + "/metrics?scope=application");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpRequest postRequest(String path, String body, @Nullable Customer who) {
        return request(path, who)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path, @Nullable Customer who) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(30));
        return who == null ? request : request.header("Authorization", "Bearer " + who.token());
    }

    public String base() {
        return "http://127.0.0.1:" + port + "/api";
    }

    private static JsonNode good(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
