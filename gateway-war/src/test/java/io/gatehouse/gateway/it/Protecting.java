package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** Every protection of an upstream by its own settings. */
interface Protecting extends Situation {
    /** What the service answers at this path: each time the next status, and the last one from then on. */
    default AtomicInteger answering(String path, IntSupplier status) {
        AtomicInteger asked = new AtomicInteger();
        UPSTREAM.on(path, call -> {
            asked.incrementAndGet();
            call.say("HTTP/1.1 " + status.getAsInt() + " So\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        return asked;
    }

    default int status(String path) throws Exception {
        return send(to(path)).statusCode();
    }

    default long served(String name, int times, String path) throws Exception {
        long count = 0;
        for (int i = 0; i < times; i++) {
            count += send(to(path)).body().equals(name) ? 1 : 0;
        }
        return count;
    }

    @Test
    default void aShareOfFailuresOpensTheCircuitAndAFailedProbeOpensItAgain() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        AtomicBoolean well = new AtomicBoolean();
        AtomicInteger asked =
                answering("/protect/ratio", () -> well.get() || turn.incrementAndGet() % 2 == 0 ? 200 : 500);
        for (int expected : new int[] {500, 200, 500, 200}) {
            assertThat(status("/protect/ratio")).isEqualTo(expected);
        }
        assertThat(send(to("/protect/ratio")).body()).contains("CIRCUIT_OPEN");
        assertThat(asked).hasValue(4);
        assertThat(send(to("/protect/ratio/or-else")).body())
                .as("the fallback of another route")
                .isEqualTo("as good as it gets");

        turn.set(0);
        awaitStatus("/protect/ratio", 500);
        assertThat(send(to("/protect/ratio")).body()).contains("CIRCUIT_OPEN");
        assertThat(asked).hasValue(5);
        well.set(true);
        awaitStatus("/protect/ratio", 200);
        assertThat(status("/protect/ratio")).isEqualTo(200);
    }

    private void awaitStatus(String path, int expected) throws Exception {
        int seen = status(path);
        for (int i = 0; i < 300 && seen != expected; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            seen = status(path);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    default void answersThatBreakOffOpenTheCircuit() throws Exception {
        // Not before the client has seen half of it: what a connection that is cut has not delivered by then is lost.
        Semaphore seen = new Semaphore(0);
        UPSTREAM.on("/protect/broken", call -> {
            call.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            seen.acquire();
        });
        for (int i = 0; i < 3; i++) {
            try (Socket client = connect()) {
                client.getOutputStream()
                        .write(TestUpstream.onTheWire("GET /protect/broken HTTP/1.1\nHost: h\nConnection: close\n\n"));
                readUntil(client.getInputStream(), "HTTP/1.1 200");
                readUntil(client.getInputStream(), "half");
                seen.release();
                assertThat(isOver(client)).isTrue();
            }
        }

        assertThat(send(to("/protect/broken")).body()).contains("CIRCUIT_OPEN");
    }

    private static boolean isOver(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    default void aClientThatLeavesDoesNotOpenTheCircuit() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        UPSTREAM.on("/protect/gone", call -> {
            if (call.header("X-Leaving").isEmpty()) {
                call.ok("still here");
                return;
            }
            waiting.countDown();
            try {
                call.in().read();
            } catch (IOException reset) {
                // That is an end, too.
            }
            brokenOff.countDown();
        });
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /protect/gone HTTP/1.1\nHost: h\nX-Leaving: yes\n\n"));
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(brokenOff.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(send(to("/protect/gone")).body()).isEqualTo("still here");
    }

    @Test
    default void onlyTheStatusesThatAreNamedAreTriedAgain() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        AtomicInteger asked = answering("/protect/again", () -> turn.incrementAndGet() % 2 == 1 ? 503 : 200);
        assertThat(status("/protect/again")).isEqualTo(200);
        assertThat(asked).hasValue(2);

        assertThat(send(to("/protect/again").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(503);
        turn.set(0);
        assertThat(send(to("/protect/again").header("Idempotency-Key", "7").POST(BodyPublishers.noBody()))
                        .statusCode())
                .as("it may arrive twice")
                .isEqualTo(200);

        AtomicInteger other = answering("/protect/again", () -> 502);
        assertThat(status("/protect/again")).isEqualTo(502);
        assertThat(other).hasValue(1);
    }

    @Test
    default void theBudgetBoundsTheRetriesOfAServiceThatIsDown() throws Exception {
        AtomicInteger asked = answering("/protect/budget", () -> 503);
        for (int i = 0; i < 30; i++) {
            assertThat(status("/protect/budget")).isEqualTo(503);
        }

        assertThat(asked.get()).isBetween(31, 33);
    }

    @Test
    default void weightsDivideTheRequests() throws Exception {
        for (String name : List.of("w1", "w3")) {
            UPSTREAM.on("/" + name + "/protect/weighted", call -> call.ok(name));
        }

        assertThat(served("w3", 40, "/protect/weighted")).isBetween(28L, 32L);
    }

    @Test
    default void theLessBusyInstanceGetsTheRequests() throws Exception {
        Semaphore arrived = new Semaphore(0);
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        for (String name : List.of("p1", "p2")) {
            UPSTREAM.on("/" + name + "/protect/choices", call -> {
                if (!call.header("X-Slow").isEmpty()) {
                    if (name.equals("p1")) {
                        slow.incrementAndGet();
                    }
                    arrived.release();
                    (name.equals("p1") ? busy : free).await(30, TimeUnit.SECONDS);
                }
                call.ok(name);
            });
        }
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(CLIENT.sendAsync(
                    to("/protect/choices").header("X-Slow", "yes").build(), BodyHandlers.ofString()));
            // One after the other: two at once may find both instances idle and choose the same.
            assertThat(arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(slow).as("one each").hasValue(1);
        free.countDown();
        CompletableFuture.anyOf(waiting.toArray(new CompletableFuture<?>[0])).get(20, TimeUnit.SECONDS);

        assertThat(served("p2", 20, "/protect/choices")).isEqualTo(20);
        busy.countDown();
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            one.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    default void aSessionStaysWithItsInstanceByItsHeader() throws Exception {
        for (String name : List.of("h1", "h2")) {
            UPSTREAM.on("/" + name + "/protect/header", call -> call.ok(name));
        }
        List<String> homes = new ArrayList<>();
        for (int session = 0; session < 12; session++) {
            String home = send(to("/protect/header").header("X-Session", "s" + session))
                    .body();
            homes.add(home);
            for (int i = 0; i < 4; i++) {
                assertThat(send(to("/protect/header").header("X-Session", "s" + session))
                                .body())
                        .isEqualTo(home);
            }
        }
        assertThat(homes).contains("h1", "h2");
    }

    @Test
    default void theAdaptiveLimitRefusesWhatIsTooMuch() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/protect/adaptive", call -> {
            waiting.countDown();
            go.await(30, TimeUnit.SECONDS);
            call.ok("slow");
        });
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            slow.add(CLIENT.sendAsync(to("/protect/adaptive").build(), BodyHandlers.ofString()));
        }
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = send(to("/protect/adaptive"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"OVERLOADED\"");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        go.countDown();
        for (CompletableFuture<HttpResponse<String>> one : slow) {
            assertThat(one.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow");
        }
    }

    @Test
    default void whenAllInstancesFailOnlySomeAreEjected() throws Exception {
        AtomicInteger first = answering("/e1/protect/ejected", () -> 500);
        AtomicInteger second = answering("/e2/protect/ejected", () -> 500);
        for (int i = 0; i < 12; i++) {
            assertThat(status("/protect/ejected")).as("somebody is asked").isEqualTo(500);
        }

        assertThat(List.of(first.get(), second.get())).contains(1);
        assertThat(first.get() + second.get()).isEqualTo(12);
    }

    @Test
    default void anEjectedInstanceGetsRequestsAgainWhenItsTimeIsOver() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        UPSTREAM.on("/back/protect/returning", call -> {
            asked.add(System.nanoTime());
            call.say("HTTP/1.1 " + (asked.size() == 1 ? 500 : 200)
                    + " So\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        AtomicInteger other = answering("/stays/protect/returning", () -> 200);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000 && asked.size() < 2; i++) {
            answers.add(status("/protect/returning"));
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(asked).hasSize(2);
        assertThat(asked.get(1) - asked.get(0)).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(other).as("meanwhile").hasPositiveValue();
        assertThat(answers).containsOnlyOnce(500).containsOnly(200, 500);
    }
}
