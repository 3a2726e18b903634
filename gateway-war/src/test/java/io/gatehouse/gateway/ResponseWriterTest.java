package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.ClientTooSlow;
import io.gatehouse.gateway.forward.Deadlines;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseWriterTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Socket socket = new Socket();
    private final CompletableFuture<String> over = new CompletableFuture<>();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        writer(Duration.ofMillis(100)).writeAll(new byte[10]);

        assertThat(over.get(5, TimeUnit.SECONDS)).isEqualTo(ClientTooSlow.class.getName());
        assertThat(socket.taken.size()).isZero();
    }

    @Test
    void aClientThatPausesGetsTheRest() throws Exception {
        writer(Duration.ofMinutes(1)).writeAll(new byte[10]);
        assertThat(over).isNotDone();

        socket.ready = true;
        Objects.requireNonNull(socket.listener).onWritePossible();

        assertThat(over.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(socket.taken.size()).isEqualTo(10);
    }

    private ResponseWriter writer(Duration patience) {
        return new ResponseWriter(
                socket,
                10,
                new ResponseWriter.Patience(new Deadlines(clock), patience),
                (written, cause) ->
                        over.complete(cause == null ? "" : cause.getClass().getName()));
    }

    private static final class Socket extends ServletOutputStream {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        boolean ready;

        @Nullable
        WriteListener listener;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener one) {
            listener = one;
        }

        @Override
        public void write(int b) throws IOException {
            taken.write(b);
        }
    }
}
