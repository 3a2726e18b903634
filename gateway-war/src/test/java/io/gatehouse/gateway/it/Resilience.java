package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services that are down, slow, or answer garbage: what the client notices of it, and what the other clients do. */
interface Resilience extends Situation {
    @Test
    default void aRequestThatMayArriveTwiceGoesToAnotherInstance() throws Exception {
        UPSTREAM.on("/garbage/resilience/retry", call -> call.say("nonsense\r\n\r\n"));
        UPSTREAM.on("/well/resilience/retry", call -> call.ok("well"));

        for (int i = 0; i < 12; i++) {
            HttpResponse<String> answer = send(to("/resilience/retry"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("well");
        }
    }

    @Test
    default void aRequestThatMayNotArriveTwiceIsTriedOnce() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        UPSTREAM.on("/garbage/resilience/retry", call -> {
            arrived.incrementAndGet();
            call.say("nonsense\r\n\r\n");
        });
        UPSTREAM.on("/well/resilience/retry", call -> {
            arrived.incrementAndGet();
            call.ok("well");
        });
        Set<Integer> statuses = new HashSet<>();
        int reachable = 0;

        for (int i = 0; i < 6; i++) {
            HttpResponse<String> answer = send(to("/resilience/retry").POST(BodyPublishers.ofString("{}")));
            statuses.add(answer.statusCode());
            reachable += answer.statusCode() == 503 ? 0 : 1;
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 502, 503);
        assertThat(arrived).hasValue(reachable);
    }

    @Test
    default void theCircuitOpensAfterFiveFailuresAndClosesWhenAProbeSucceeds() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        AtomicBoolean well = new AtomicBoolean();
        UPSTREAM.on("/resilience/breaker", call -> {
            arrived.incrementAndGet();
            if (well.get()) {
                call.ok("well");
            } else {
                call.say("HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
        });
        for (int i = 0; i < 5; i++) {
            assertThat(send(to("/resilience/breaker")).statusCode()).isEqualTo(500);
        }

        HttpResponse<String> refused = send(to("/resilience/breaker"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"CIRCUIT_OPEN\"");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 5);
        assertThat(arrived).hasValue(5);

        well.set(true);
        HttpResponse<String> answer = refused;
        for (int i = 0; i < 200 && answer.statusCode() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            answer = send(to("/resilience/breaker"));
        }
        assertThat(answer.body()).isEqualTo("well");
        assertThat(arrived).hasValue(6);
        assertThat(send(to("/resilience/breaker")).statusCode()).isEqualTo(200);
    }

    @Test
    default void aSlowServiceFillsItsBulkheadWhileOthersStayFast() throws Exception {
        CountDownLatch waiting = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/resilience/bulkhead", call -> {
            waiting.countDown();
            go.await(30, TimeUnit.SECONDS);
            call.ok("slow");
        });
        UPSTREAM.on("/things/open/fast", call -> call.ok("fast"));
        List<CompletableFuture<HttpResponse<String>>> slow = IntStream.range(0, 3)
                .mapToObj(i -> CLIENT.sendAsync(to("/resilience/bulkhead").build(), BodyHandlers.ofString()))
                .toList();
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = send(to("/resilience/bulkhead"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"BULKHEAD_FULL\"");
        for (int i = 0; i < 20; i++) {
            assertThat(send(to("/api/open/fast")).body()).isEqualTo("fast");
        }
        go.countDown();

        for (CompletableFuture<HttpResponse<String>> call : slow) {
            assertThat(call.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow");
        }
        assertThat(send(to("/resilience/bulkhead")).body()).isEqualTo("slow");
    }

    @Test
    default void aClientStaysWithItsInstanceUntilThatFails() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        for (String name : List.of("a", "b")) {
            UPSTREAM.on("/" + name + "/resilience/sticky", call -> {
                if (fails.get() && call.header("X-Fail").contains(name)) {
                    call.say("");
                } else {
                    call.ok(name);
                }
            });
        }
        HttpResponse<String> first = send(to("/resilience/sticky"));
        String home = first.body();
        String set = first.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(set).startsWith("gatehouse-at=").endsWith("; Path=/; HttpOnly; SameSite=Lax");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> next = send(to("/resilience/sticky").header("Cookie", cookie));
            assertThat(next.body()).isEqualTo(home);
            assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
        }

        fails.set(true);
        assertThat(send(to("/resilience/sticky").header("Cookie", cookie).header("X-Fail", home))
                        .statusCode())
                .isEqualTo(502);
        HttpResponse<String> moved = send(to("/resilience/sticky").header("Cookie", cookie));
        assertThat(moved.body()).isNotEqualTo(home);
        assertThat(moved.headers().firstValue("Set-Cookie")).isPresent();
    }

    @Test
    default void anInstanceWhoseProbesFailGetsNoRequestsUntilTheySucceed() throws Exception {
        AtomicBoolean ill = new AtomicBoolean();
        UPSTREAM.on("/pa/well", call -> call.ok(""));
        UPSTREAM.on("/pb/well", call -> {
            if (ill.get()) {
                call.say("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            } else {
                call.ok("");
            }
        });
        for (String name : List.of("pa", "pb")) {
            UPSTREAM.on("/" + name + "/resilience/probe", call -> call.ok(name));
        }
        awaitAnswers(Set.of("pa", "pb"));

        ill.set(true);
        awaitAnswers(Set.of("pa"));
        ill.set(false);
        awaitAnswers(Set.of("pa", "pb"));
    }

    /** Until ten requests in a row have been answered by exactly these. */
    private void awaitAnswers(Set<String> expected) throws Exception {
        Set<String> seen = Set.of();
        for (int round = 0; round < 200 && !seen.equals(expected); round++) {
            TimeUnit.MILLISECONDS.sleep(50);
            seen = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                seen.add(send(to("/resilience/probe")).body());
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    default void aServiceThatIsKilledUnderLoadCostsNoRequestThatMayArriveTwice() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        UPSTREAM.on("/garbage/resilience/retry", call -> {
            // Killed now and then: the connection ends without an answer.
            if (asked.incrementAndGet() % 2 == 0) {
                call.ok("well");
            }
        });
        UPSTREAM.on("/well/resilience/retry", call -> call.ok("well"));
        for (int round = 0; round < 10; round++) {
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 10)
                    .mapToObj(i -> CLIENT.sendAsync(to("/resilience/retry").build(), BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }
}
