package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlightTest {
    /** Joining and ending race: nobody may be left waiting, and nobody may get another answer. */
    @Test
    void whoeverJoinsIsToldInTheEnd() throws Exception {
        Scene scene = new Scene();
        scene.says(200, "one", "Cache-Control", "max-age=1");
        Scene.text(scene.get("/a"));
        StoredResponse answer =
                scene.stored("http://public.example/a").variants().get(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 1_000; round++) {
                Flight flight = new Flight(Runnable::run, () -> {}, () -> {});
                ConcurrentLinkedQueue<CompletionStage<@Nullable StoredResponse>> joined = new ConcurrentLinkedQueue<>();
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> work = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    work.add(threads.submit(() -> join(flight, start, joined)));
                }
                work.add(threads.submit(() -> {
                    start.countDown();
                    flight.end(answer);
                }));
                for (Future<?> one : work) {
                    one.get(30, TimeUnit.SECONDS);
                }

                assertThat(flight.isOver()).isTrue();
                assertThat(flight.join(Headers.EMPTY)).isNull();
                assertThat(joined)
                        .allSatisfy(
                                turn -> assertThat(turn.toCompletableFuture()).isCompletedWithValue(answer));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void join(
            Flight flight,
            CountDownLatch start,
            ConcurrentLinkedQueue<CompletionStage<@Nullable StoredResponse>> joined) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < 5; i++) {
            CompletionStage<@Nullable StoredResponse> turn = flight.join(Headers.EMPTY);
            if (turn != null) {
                joined.add(turn);
            }
        }
    }

    @Test
    void aFlightThatIsFollowedIsNotGivenUp() {
        Flight alone = new Flight(Runnable::run, () -> {}, () -> {});
        assertThat(alone.giveUp()).isTrue();
        assertThat(alone.isOver()).isTrue();

        Flight followed = new Flight(Runnable::run, () -> {}, () -> {});
        assertThat(followed.join(Headers.EMPTY)).isNotNull();
        assertThat(followed.giveUp()).isFalse();
        followed.expired();
        assertThat(followed.isOver()).isTrue();
        assertThat(followed.giveUp()).isTrue();
    }

    @Test
    void thoseWhoWaitedTooLongGoOnElsewhereAndJoinNoMore() {
        List<Runnable> elsewhere = new ArrayList<>();
        Flight flight = new Flight(elsewhere::add, () -> {}, () -> {});
        List<CompletionStage<@Nullable StoredResponse>> turns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            turns.add(Objects.requireNonNull(flight.join(Headers.EMPTY)));
        }

        flight.expired();
        flight.expired();

        assertThat(flight.isOver()).isTrue();
        assertThat(flight.join(Headers.EMPTY)).isNull();
        assertThat(turns)
                .allSatisfy(turn -> assertThat(turn.toCompletableFuture()).isNotDone());
        assertThat(elsewhere).hasSize(1);
        elsewhere.get(0).run();
        assertThat(turns)
                .allSatisfy(turn -> assertThat(turn.toCompletableFuture()).isCompletedWithValue(null));
    }
}
