package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.kernel.testing.Threads;
import io.gatehouse.notifications.smtp.SmtpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class MailScheduleTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final Threads threads = new Threads();
    private final Batches sender = new Batches();
    private final Counts gauges = new Counts();
    private final Sweeps outbox = new Sweeps();
    private final MailSchedule schedule = new MailSchedule();

    MailScheduleTest() {
        schedule.threads = threads;
        schedule.sender = sender;
        schedule.gauges = gauges;
        schedule.outbox = outbox;
        schedule.clock = clock;
        schedule.configuration = MailBeans.configuration(true);
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    @Test
    void forgetsWhatIsOverEveryHourAlsoWhereNoMailsAreSent() throws InterruptedException {
        schedule.configuration = MailBeans.configuration(false);
        schedule.start();
        assertThat(outbox.done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(outbox.done.tryAcquire()).isFalse();

        clock.advance(Duration.ofHours(1));
        assertThat(outbox.done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.three.getCount()).isEqualTo(3);
    }

    @Test
    void forgetsTheNextBatchInTheNextRound() throws InterruptedException {
        outbox.more.set(true);
        schedule.start();

        assertThat(outbox.done.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneErrorEndsNeitherItNorItsSweeps() throws InterruptedException {
        sender.broken.set(true);
        schedule.start();

        assertThat(outbox.done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.three.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A batch may take minutes. */
    @Test
    void countsAlsoBetweenTheMailsOfABatch() throws InterruptedException {
        sender.mails = 100;
        schedule.start();

        assertThat(sender.countedWithinTheFirst.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCountThatFailsEndsNoBatch() throws InterruptedException {
        sender.mails = 100;
        gauges.broken.set(true);
        schedule.start();

        assertThat(sender.countedWithinTheFirst.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void countsAndEndsWhenAskedAlsoWhileThereIsAlwaysMoreToSend() throws InterruptedException {
        sender.more.set(true);
        schedule.start();
        assertThat(gauges.three.await(20, TimeUnit.SECONDS)).isTrue();
        schedule.stop();

        assertThat(threads.end()).isTrue();
    }

    /** Batches of mails that take five seconds each. */
    private final class Batches extends MailSender {
        final CountDownLatch three = new CountDownLatch(3);
        final AtomicBoolean more = new AtomicBoolean();
        final AtomicBoolean broken = new AtomicBoolean();
        final CountDownLatch countedWithinTheFirst = new CountDownLatch(1);
        volatile int mails = 1;

        @Override
        boolean sendBatch(SmtpServer server, Runnable besides) {
            boolean first = three.getCount() == 3;
            three.countDown();
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("on purpose");
            }
            for (int i = 0; i < mails && gauges.three.getCount() > 0; i++) {
                MailScheduleTest.this.clock.advance(Duration.ofSeconds(5));
                besides.run();
            }
            if (first && gauges.three.getCount() == 0) {
                countedWithinTheFirst.countDown();
            }
            return more.get();
        }
    }

    private static final class Counts extends MailGauges {
        final CountDownLatch three = new CountDownLatch(3);
        final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public void update() {
            three.countDown();
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    private static final class Sweeps extends MailOutbox {
        final Semaphore done = new Semaphore(0);

        final AtomicBoolean more = new AtomicBoolean();

        @Override
        public boolean forgetOld() {
            done.release();
            return more.getAndSet(false);
        }
    }
}
