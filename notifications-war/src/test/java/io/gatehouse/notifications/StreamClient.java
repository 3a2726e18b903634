package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.ServiceClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows a user's stream on a thread of its own, as a browser does. */
final class StreamClient implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final HttpResponse<InputStream> answer;
    final List<String> lines = new CopyOnWriteArrayList<>();
    volatile boolean ended;

    /** @param lastEventId empty for what comes from now on */
    StreamClient(ServiceClient client, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(client.base() + "/notifications/stream"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + client.token());
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Begins to take what comes. */
    StreamClient reading() {
        Thread thread = new Thread(this::read, "stream client");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                lines.add(line);
                line = in.readLine();
            }
            ended = true;
        } catch (IOException closed) {
            lines.add("closed");
        }
    }

    /** The data of all events. */
    List<String> data() {
        return lines.stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    String lastEventId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce("id: ", (first, second) -> second)
                .substring("id: ".length());
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
