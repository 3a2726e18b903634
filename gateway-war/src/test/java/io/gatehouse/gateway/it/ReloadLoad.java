package io.gatehouse.gateway.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Clients that ask without a pause, each again as soon as it has its answer: reading, sending a body, and taking a stream. Each has a connection of its own and repeats
 * nothing, so that whatever breaks is a failure.
 */
final class ReloadLoad implements AutoCloseable {
    private static final int KINDS = 3;
    private static final String BODY = "0123456789".repeat(3_000);
    private static final int PIECES = 20;

    private final AtomicIntegerArray answered = new AtomicIntegerArray(KINDS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    ReloadLoad(TestUpstream upstream) {
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
            client(0, "GET /api/open/load/get", "", "here");
            client(1, "POST /api/open/load/post", BODY, BODY);
            client(2, "GET /api/open/load/stream", "", "piece".repeat(PIECES));
        }
    }

    private void client(int kind, String request, String body, String expected) {
        Thread thread = new Thread(() -> {
            try (KeptConnection connection = new KeptConnection("127.0.0.1")) {
                while (!stopped) {
                    ask(connection, kind, request, body, expected);
                    answered.incrementAndGet(kind);
                }
            } catch (IOException thrown) {
                failures.add(kind + " at its end: " + thrown);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    // Whatever it is, it is no answer.
    @SuppressWarnings("IllegalCatch")
    private void ask(KeptConnection connection, int kind, String request, String body, String expected) {
        try {
            KeptConnection.Answer answer = connection.ask(request + " HTTP/1.1", body);
            if (answer.status() != 200 || !answer.body().equals(expected)) {
                failures.add(kind + ": " + answer);
            }
        } catch (IOException | RuntimeException thrown) {
            failures.add(kind + ": " + thrown);
        }
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
