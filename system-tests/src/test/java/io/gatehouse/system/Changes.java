package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A user and some of their tasks that are changed all the time, each by one change after the other and at all instances in
 * turn; what has failed is asked for again at the next instance. In the end all have been heard of in the order of the
 * changes, and once.
 */
final class Changes implements AutoCloseable {
    private static final int TASKS = 3;
    private static final int CALLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Client> instances;
    private final String user;
    private final List<String> tasks;
    private final Map<String, Integer> rounds = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> all = new ArrayList<>();
    private volatile boolean over;

    /** The client at each of the instances. */
    Changes(List<Client> instances) {
        this.instances = List.copyOf(instances);
        Client client = instances.get(0);
        user = client.get("/api/users/me").text("id");
        tasks = IntStream.range(0, TASKS)
                .mapToObj(i ->
                        client.post("/api/tasks", Map.of("title", "Change")).text("id"))
                .toList();
        tasks.forEach(task -> begin(task, number -> {
            call("PATCH", "/api/tasks/" + task, "{\"title\":\"" + task + " " + number + "\"}", number);
            call("POST", "/api/tasks/" + task + "/complete", "", number);
            call("POST", "/api/tasks/" + task + "/reopen", "", number);
        }));
        begin(user, number -> call("PATCH", "/api/users/me", "{\"displayName\":\"Name " + number + "\"}", number));
    }

    private void begin(String aggregate, IntConsumer round) {
        rounds.put(aggregate, 0);
        all.add(CompletableFuture.runAsync(
                () -> {
                    for (int number = 1; !over; number++) {
                        round.accept(number);
                        rounds.put(aggregate, number);
                    }
                },
                threads));
    }

    /** Until it is done; it was done before its answer got lost when the task is what it was to become. */
    private void call(String method, String path, String body, int number) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String refusal = "";
        for (int turn = number; true; turn++) {
            try {
                Answer answer = instances
                        .get(turn % instances.size())
                        .send(
                                method,
                                path,
                                body,
                                "Content-Type",
                                method.equals("PATCH") ? "application/merge-patch+json" : "application/json",
                                "If-Match",
                                "*");
                refusal = answer.toString();
                if (answer.status() == 200
                        || answer.text("code").matches("TASK_ALREADY_COMPLETED|TASK_NOT_COMPLETED")) {
                    return;
                }
                assertThat(answer.status()).as(refusal).isIn(409, 500, 502, 503, 504);
            } catch (UncheckedIOException broken) {
                refusal = broken.toString();
            }
            assertThat(System.nanoTime()).as(refusal).isLessThan(end);
            Client.pause(PAUSE);
        }
    }

    /** Waits until each has gone through so many more rounds. */
    void goOnBy(int more) {
        Map<String, Integer> before = Map.copyOf(rounds);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (before.keySet().stream().anyMatch(one -> rounds.get(one) < before.get(one) + more)) {
            all.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
            assertThat(System.nanoTime()).as(rounds.toString()).isLessThan(end);
            Client.pause(PAUSE);
        }
    }

    /** Lets all rounds come to their end, and their events to their effects. */
    void wereHeardInOrderAndOnce(Client client, OutsideDatabase database) {
        close();
        String changed = "a.subject = '" + user + "' and a.type = 'UserChanged'";
        for (String listener : List.of("notifications", "tasks", "orders")) {
            isInOrder(database, "users", listener, changed, rounds.get(user));
        }
        for (String task : tasks) {
            int made = 1 + CALLS * rounds.get(task);
            isInOrder(database, "tasks", "notifications", "a.subject = '" + task + "'", made);
            assertThat(completions(client, task))
                    .isEqualTo(IntStream.rangeClosed(1, rounds.get(task))
                            .mapToObj(number -> "Task completed: " + task + " " + number + ".")
                            .toList());
        }
    }

    /** What the listener has heard of these changes, in their order: as many as were made, and each behind the one before. */
    private static void isInOrder(OutsideDatabase database, String teller, String listener, String of, int made) {
        String heard = """
                select row_number() over (order by i.received_at) || ' of ' || row_number() over (order by a.sequence_number)
                from %s.audit_event a join %s.inbox i using (event_id)
                where %s order by a.sequence_number""".formatted(teller, listener, of);
        List<String> inOrder = IntStream.rangeClosed(1, made)
                .mapToObj(number -> number + " of " + number)
                .toList();
        assertThat(Client.eventually(() -> database.texts(heard), found -> found.size() >= made))
                .as(listener + " of " + of)
                .isEqualTo(inOrder);
    }

    /** What the user was told of a task, the oldest first. */
    private static List<String> completions(Client client, String task) {
        List<String> newestFirst = Pages.all(client, "/api/notifications", "limit=100&type=TaskCompleted").stream()
                .map(told -> told.path("message").asText())
                .filter(message -> message.contains(task))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(newestFirst);
        return newestFirst;
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
