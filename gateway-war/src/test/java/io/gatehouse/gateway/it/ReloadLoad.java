package io.gatehouse.gateway.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Clients that ask without a pause, each again as soon as it has its answer: reading, sending a body, and taking a stream. */
final class ReloadLoad implements AutoCloseable {
    private static final int KINDS = 3;
    private static final String BODY = "0123456789".repeat(3_000);
    private static final int PIECES = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicIntegerArray answered = new AtomicIntegerArray(KINDS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final String gateway;
    private volatile boolean stopped;

    ReloadLoad(int port, TestUpstream upstream) {
        gateway = "http://127.0.0.1:" + port + "/api/open/load/";
        upstream.on("/things/open/load/get", call -> call.ok("here"));
        upstream.on(
                "/things/open/load/post",
                call -> call.ok(new String(call.in().readNBytes(BODY.length()), StandardCharsets.US_ASCII)));
        upstream.on("/things/open/load/stream", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < PIECES; i++) {
                call.say("5\r\npiece\r\n");
                TimeUnit.MILLISECONDS.sleep(25);
            }
            call.say("0\r\n\r\n");
        });
    }

    void start() {
        for (int i = 0; i < 2; i++) {
            client(0, () -> send("get", null), "here");
            client(1, () -> send("post", BODY), BODY);
            client(2, () -> send("stream", null), "piece".repeat(PIECES));
        }
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path));
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void client(int kind, Callable<HttpResponse<String>> call, String expected) {
        Thread thread = new Thread(() -> {
            while (!stopped) {
                try {
                    HttpResponse<String> answer = call.call();
                    if (answer.statusCode() != 200 || !answer.body().equals(expected)) {
                        failures.add(kind + ": " + answer.statusCode() + " " + answer.body());
                    }
                } catch (Exception thrown) {
                    failures.add(kind + ": " + thrown);
                }
                answered.incrementAndGet(kind);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Waits for the last answers. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            if (thread.isAlive()) {
                failures.add("a request never ended");
            }
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    List<Integer> answered() {
        return Arrays.asList(answered.get(0), answered.get(1), answered.get(2));
    }

    @Override
    public void close() {
        stopped = true;
    }
}
