package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How users are told while they listen, through the gateway. */
interface LiveFeed {
    Product product();

    @Test
    @Timeout(120)
    default void whatHappensComesToWhoListensAndWhoComesBackMissesNothing() throws Exception {
        Client carol = Client.newUser(product());
        String last;
        try (BufferedReader stream = listen(product(), carol, "")) {
            complete(carol, "Water the plants");
            last = told(stream, "Water the plants");
        }
        complete(carol, "Feed the cat");
        try (BufferedReader stream = listen(product(), carol, last)) {
            assertThat(told(stream, "Feed the cat")).isNotEqualTo(last);
        }
    }

    @Test
    default void nobodyListensWithoutAToken() {
        assertThat(Client.anonymous(product()).get("/api/notifications/stream").status())
                .isEqualTo(401);
    }

    /** Opens the stream of an instance, to go on after the last event. */
    static BufferedReader listen(Product instance, Client client, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.uri("/api/notifications/stream"))
                .header("Authorization", "Bearer " + client.token());
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    static void complete(Client client, String title) {
        String task = client.post("/api/tasks", Map.of("title", title)).text("id");
        assertThat(client.postText("/api/tasks/" + task + "/complete", "").status())
                .isEqualTo(200);
    }

    /** Reads until the completed task is told, which is the first one; returns the id of the event. */
    static String told(BufferedReader stream, String title) throws IOException {
        String id = "";
        String line = stream.readLine();
        while (line != null && !line.contains("TaskCompleted")) {
            id = line.startsWith("id: ") ? line.substring("id: ".length()) : id;
            line = stream.readLine();
        }
        assertThat(line).contains(title);
        return id;
    }
}
