package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Several at once who write and read tasks all the time, whatever they are answered. */
final class Crowd implements AutoCloseable {
    static final String TITLE = "Written by a crowd";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Client client;
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> all;
    private volatile boolean over;

    Crowd(int many, Client client) {
        this.client = client;
        threads = Executors.newFixedThreadPool(many);
        all = Stream.generate(() -> CompletableFuture.runAsync(this::work, threads))
                .limit(many)
                .toList();
    }

    private void work() {
        while (!over) {
            Answer answer = client.postText("/api/tasks", "{\"title\":\"" + TITLE + "\"}");
            if (answer.status() == 201) {
                String task = answer.header("Location").orElseThrow();
                written.add(task);
                answer = client.get(task);
            }
            if (answer.status() >= 300) {
                refusals.add(answer);
            }
            Client.pause(PAUSE);
        }
    }

    /** Waits until so many more were written. */
    void goesOnBy(int more) {
        int wanted = written.size() + more;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (written.size() < wanted) {
            all.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
            assertThat(System.nanoTime()).as(refusals.toString()).isLessThan(end);
            Client.pause(PAUSE);
        }
    }

    /** Where the tasks are that were acknowledged. */
    List<String> written() {
        return List.copyOf(written);
    }

    List<Answer> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        over = true;
        try {
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }
}
