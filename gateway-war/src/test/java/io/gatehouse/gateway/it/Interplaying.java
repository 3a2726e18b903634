package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the protections of an upstream do to each other. */
interface Interplaying extends Protecting, Measuring {
    @Test
    default void whereTheCircuitRefusesARetryTheAnswerThatWasThereStands() throws Exception {
        AtomicInteger asked = answering("/interplay/retry", () -> 503);

        HttpResponse<String> first = send(to("/interplay/retry"));
        HttpResponse<String> second = send(to("/interplay/retry"));

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.body()).as("of the service").isEmpty();
        assertThat(second.body()).contains("\"code\":\"CIRCUIT_OPEN\"");
        assertThat(asked).hasValue(1);
    }

    @Test
    default void aRetryThatWaitsHoldsNoPlaceAndWhereItFindsNoneTheAnswerThatWasThereStands() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/interplay/places", call -> {
            if (call.header("X-Stays").isEmpty()) {
                tries.incrementAndGet();
                call.say("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 7\r\n\r\nnot now");
            } else {
                taken.countDown();
                go.await(30, TimeUnit.SECONDS);
                call.ok("stayed");
            }
        });
        CompletableFuture<HttpResponse<String>> retried =
                CLIENT.sendAsync(to("/interplay/places").build(), BodyHandlers.ofString());
        for (int i = 0; i < 1_000 && tries.get() == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        CompletableFuture<HttpResponse<String>> staying = stay();
        while (!taken.await(20, TimeUnit.MILLISECONDS) && !retried.isDone()) {
            // The place is free a moment after the answer has been given.
            staying = staying.isDone() ? stay() : staying;
        }

        assertThat(retried.get(20, TimeUnit.SECONDS).body()).isEqualTo("not now");
        assertThat(tries).hasValue(1);
        assertThat(staying).isNotDone();
        go.countDown();
        assertThat(staying.get(20, TimeUnit.SECONDS).body()).isEqualTo("stayed");
    }

    private CompletableFuture<HttpResponse<String>> stay() {
        return CLIENT.sendAsync(to("/interplay/places").header("X-Stays", "yes").build(), BodyHandlers.ofString());
    }

    @Test
    default void whatDoesNotAnswerInTimeHoldsNoPlaceAndOpensTheCircuit() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        UPSTREAM.on("/interplay/late", call -> {
            asked.incrementAndGet();
            call.in().read();
        });

        for (int i = 0; i < 2; i++) {
            assertThat(send(to("/interplay/late")).body()).contains("\"code\":\"UPSTREAM_TIMEOUT\"");
        }
        assertThat(send(to("/interplay/late")).body()).contains("\"code\":\"CIRCUIT_OPEN\"");
        for (int i = 0; i < 500 && asked.get() < 2; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    default void ejectingTheOneThatFailsKeepsTheCircuitClosed() throws Exception {
        AtomicInteger ill = answering("/ill/interplay/ejected", () -> 500);
        AtomicInteger well = answering("/well/interplay/ejected", () -> 200);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(status("/interplay/ejected"));
        }

        assertThat(answers).containsOnly(200, 500).containsOnlyOnce(500);
        assertThat(ill).hasValue(1);
        assertThat(well).hasValue(11);
    }

    @Test
    default void whileAllAreEjectedNobodyAsksTheCircuitThatIsOpenToo() throws Exception {
        AtomicInteger first = answering("/first/interplay/nobody", () -> 500);
        AtomicInteger second = answering("/second/interplay/nobody", () -> 500);
        for (int i = 0; i < 2; i++) {
            assertThat(status("/interplay/nobody")).isEqualTo(500);
        }

        assertThat(send(to("/interplay/nobody")).body()).contains("\"code\":\"NO_HEALTHY_INSTANCE\"");

        assertThat(List.of(first.get(), second.get())).containsExactly(1, 1);
        String here = "upstream=\"interplay-nobody\"";
        soon(() -> {
            Samples samples = metrics();
            assertThat(samples.sum(PREFIX + "upstream_circuit", here)).isEqualTo(2);
            assertThat(samples.sum(PREFIX + "upstream_refusals_total", here)).isEqualTo(1);
            assertThat(samples.sum(PREFIX + "upstream_refusals_total", here, "failure=\"NO_HEALTHY_INSTANCE\""))
                    .isEqualTo(1);
        });
    }
}
