package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequestWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {
    private final List<Runnable> given = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void theServersPoolDoesTheWork() {
        ServerThreads.run(new OfServer(given::add), () -> done.add("it"));

        assertThat(done).isEmpty();
        given.forEach(Runnable::run);
        assertThat(done).containsExactly("it");
    }

    @Test
    void aPoolThatIsFullLeavesItToThisThread() {
        ServerThreads.run(
                new OfServer(work -> {
                    throw new RejectedExecutionException("full");
                }),
                () -> done.add("it"));

        assertThat(done).containsExactly("it");
    }

    @Test
    void aServerThatIsNotPayaraOrHasTakenTheRequestBackLeavesItToThisThread() {
        ServerThreads.run(ClientConnectionTest.anyRequest(), () -> done.add("other"));
        ServerThreads.run(new ClientConnectionTest.TakenBack(), () -> done.add("taken back"));

        assertThat(done).containsExactly("other", "taken back");
    }

    /** Shows the way to its pool as Payara does: each step is asked of what the one before has answered. */
    public static final class OfServer extends ServletRequestWrapper {
        private final Executor pool;

        OfServer(Executor pool) {
            super(ClientConnectionTest.anyRequest());
            this.pool = pool;
        }

        public OfServer getUnwrappedCoyoteRequest() {
            return this;
        }

        public OfServer getCoyoteRequest() {
            return this;
        }

        public OfServer getContext() {
            return this;
        }

        public OfServer getConnection() {
            return this;
        }

        public OfServer getTransport() {
            return this;
        }

        public Executor getWorkerThreadPool() {
            return pool;
        }
    }
}
