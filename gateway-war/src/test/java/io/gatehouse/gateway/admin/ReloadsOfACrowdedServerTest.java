package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.config.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at the file that cannot even begin. */
@NullUnmarked // An attempt that does not come fails the test by itself.
class ReloadsOfACrowdedServerTest {
    private static final String ONE =
            "{issuers: [], tokenExchange: {keys: k}, upstreams: {u: {url: 'http://h'}}, routes: [{id: one, path: /one, upstream: u}]}";
    private static final String OTHER = ONE.replace("/one", "/other");

    /** A clock that is moved by hand. */
    private static final class Hand extends ScheduledThreadPoolExecutor {
        private Runnable tick;

        Hand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long every, TimeUnit unit) {
            tick = work;
            return schedule(() -> {}, 0, unit);
        }
    }

    /** One that takes no work while it is said why not. */
    private static final class Crowded extends ThreadPoolExecutor {
        private RuntimeException broken;
        private Error withoutMemory;

        Crowded() {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public void execute(Runnable work) {
            if (broken != null) {
                throw broken;
            }
            if (withoutMemory != null) {
                throw withoutMemory;
            }
            super.execute(work);
        }
    }

    @TempDir
    private Path directory;

    private final Hand clock = new Hand();
    private final Crowded thread = new Crowded();
    private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
    private Path file;
    private Reloads reloads;

    @BeforeEach
    void changeTheFile() throws Exception {
        file = Files.writeString(directory.resolve("routes.yaml"), ONE);
        reloads = new Reloads(
                ConfigSource.of(file),
                name -> Optional.empty(),
                InstantSource.system(),
                List.of(attempts::add),
                thread);
        assertThat(attempts.take().by()).isEqualTo("start");
        reloads.begin(config -> {}, clock);
        Files.writeString(file, OTHER);
    }

    @AfterEach
    void end() {
        reloads.close();
        clock.shutdownNow();
    }

    @Test
    void isNotTheLastOneWhenThereIsNoMemoryForAThread() throws Exception {
        thread.withoutMemory = new OutOfMemoryError("unable to create a thread");
        assertThatThrownBy(clock.tick::run).isSameAs(thread.withoutMemory);
        thread.withoutMemory = null;

        assertThat(nextAttempt().outcome()).isEqualTo(Attempt.Outcome.APPLIED);
    }

    @Test
    void isNotTheLastOneWhenItIsRejected() throws Exception {
        thread.broken = new RejectedExecutionException("now");
        assertThatThrownBy(clock.tick::run).isSameAs(thread.broken);
        thread.broken = null;

        assertThat(nextAttempt().outcome()).isEqualTo(Attempt.Outcome.APPLIED);
    }

    @Test
    void isNotTriedAfterTheEnd() throws Exception {
        reloads.close();

        clock.tick.run();

        assertThat(attempts.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    private Attempt nextAttempt() throws InterruptedException {
        Attempt attempt = null;
        for (int i = 0; i < 400 && attempt == null; i++) {
            clock.tick.run();
            attempt = attempts.poll(50, TimeUnit.MILLISECONDS);
        }
        return attempt;
    }
}
