package io.gatehouse.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.kernel.testing.Threads;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class FeedPollerTest {
    private final Threads threads = new Threads();
    private final Rounds rounds = new Rounds();
    private final Looks streams = new Looks();
    private final FeedPoller poller = new FeedPoller();

    FeedPollerTest() {
        poller.threads = threads;
        poller.distribution = rounds;
        poller.streams = streams;
        poller.clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
        poller.gauge = new StreamGauge() {
            @Override
            void register() {}
        };
    }

    @AfterEach
    void stop() {
        poller.stop();
    }

    @Test
    void goesOnAfterAnErrorOfTheFeedAndAfterOneOfItsStreams() throws InterruptedException {
        rounds.broken.set(true);
        streams.broken.set(true);
        poller.start();

        assertThat(rounds.three.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(streams.three.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void looksAfterItsStreamsAndEndsWhenAskedAlsoWhileThereIsAlwaysMore() throws InterruptedException {
        rounds.more.set(true);
        poller.start();
        assertThat(streams.three.await(20, TimeUnit.SECONDS)).isTrue();
        poller.stop();

        assertThat(threads.end()).isTrue();
    }

    private static final class Rounds extends Distribution {
        final CountDownLatch three = new CountDownLatch(3);
        final AtomicBoolean more = new AtomicBoolean();
        final AtomicBoolean broken = new AtomicBoolean();

        @Override
        boolean round() {
            three.countDown();
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("on purpose");
            }
            return more.get();
        }
    }

    private static final class Looks extends Streams {
        final CountDownLatch three = new CountDownLatch(3);
        final AtomicBoolean broken = new AtomicBoolean();

        @Override
        void tick(Instant now) {
            three.countDown();
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("on purpose");
            }
        }
    }
}
