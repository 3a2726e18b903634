package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What probes do to instances, and who comes back from being down. */
interface Probing extends Protecting {
    @Test
    default void anInstanceThatComesBackBeginsSlowly() throws Exception {
        AtomicBoolean ill = new AtomicBoolean();
        for (String name : List.of("s1", "s2")) {
            UPSTREAM.on("/" + name + "/protect/slow", call -> call.ok(name));
        }
        answering("/s1/well", () -> 200);
        answering("/s2/well", () -> ill.get() ? 503 : 200);
        // Until now both were down, and both began slowly.
        for (int i = 0; i < 300 && served("s1", 10, "/protect/slow") * served("s2", 10, "/protect/slow") == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(ofTenWhenBothAreQuick()).isEqualTo(5);

        // A machine that stands still for half of the five seconds of the slow start shows nothing.
        long some = 0;
        long took = Long.MAX_VALUE;
        for (int i = 0; i < 5 && took > TimeUnit.MILLISECONDS.toNanos(2_500); i++) {
            ill.set(true);
            for (int j = 0; j < 300 && served("s2", 10, "/protect/slow") > 0; j++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            ill.set(false);
            long since = System.nanoTime();
            for (int j = 0; j < 3_000 && served("s2", 1, "/protect/slow") == 0; j++) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            some = served("s2", 30, "/protect/slow");
            took = System.nanoTime() - since;
        }
        assertThat(some).isLessThan(10);
        assertThat(ofTenWhenBothAreQuick()).isEqualTo(5);
    }

    /** How many the second serves once its slow start is over, which a probe that is late begins anew. */
    private long ofTenWhenBothAreQuick() throws Exception {
        long half = 0;
        for (int i = 0; i < 3 && half != 5; i++) {
            TimeUnit.SECONDS.sleep(5);
            half = served("s2", 10, "/protect/slow");
        }
        return half;
    }

    @Test
    default void anInstanceThatAnswersItsProbeTooLateOrElsewhereIsNotWell() throws Exception {
        UPSTREAM.on("/late/well", call -> {
            TimeUnit.SECONDS.sleep(2);
            call.ok("");
        });
        UPSTREAM.on(
                "/moved/well",
                call -> call.say(
                        "HTTP/1.1 302 Found\r\nLocation: /fine/well\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        UPSTREAM.on("/fine/well", call -> call.ok(""));
        for (String name : List.of("late", "moved", "fine")) {
            UPSTREAM.on("/" + name + "/protect/probed", call -> call.ok(name));
        }
        long fine = 0;
        for (int i = 0; i < 300 && fine < 12; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            fine = served("fine", 12, "/protect/probed");
        }

        assertThat(fine).isEqualTo(12);
    }

    @Test
    default void requestsCauseNoProbes() throws Exception {
        AtomicInteger probed = answering("/seldom/well", () -> 200);
        UPSTREAM.on("/seldom/protect/seldom", call -> call.ok("served"));
        for (int i = 0; i < 300 && !send(to("/protect/seldom")).body().equals("served"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        int before = probed.get();

        assertThat(served("served", 50, "/protect/seldom")).isEqualTo(50);
        assertThat(probed.get()).isEqualTo(before);
    }
}
