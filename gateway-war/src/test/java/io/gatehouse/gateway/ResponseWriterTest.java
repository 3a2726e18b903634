package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.ClientTooSlow;
import io.gatehouse.gateway.forward.Deadlines;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ResponseWriterTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Socket socket = new Socket();
    private final Source source = new Source();
    private final CompletableFuture<String> over = new CompletableFuture<>();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        writer(Duration.ofMillis(100)).writeAll(new byte[10]);

        assertThat(over.get(20, TimeUnit.SECONDS)).isEqualTo(ClientTooSlow.class.getName());
        assertThat(socket.taken.size()).isZero();
    }

    @Test
    void aClientThatPausesGetsTheRest() throws Exception {
        writer(Duration.ofMinutes(1)).writeAll(new byte[10]);
        assertThat(over).isNotDone();

        socket.ready = true;
        Objects.requireNonNull(socket.listener).onWritePossible();

        assertThat(over.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(socket.taken.size()).isEqualTo(10);
    }

    @Test
    void eachPartOfUnknownLengthIsSentOnAtOnceAndTheHeadBeforeTheFirst() {
        socket.ready = true;
        ResponseWriter writer = writer(Duration.ofMinutes(1), -1);

        source.subscribe(writer);
        assertThat(socket.flushes).as("the head").isEqualTo(1);
        source.send(new byte[3]);
        assertThat(socket.flushes).isEqualTo(2);
        source.send(new byte[3]);
        assertThat(socket.flushes).isEqualTo(3);
        source.end();

        assertThat(over).isCompletedWithValue("");
        assertThat(socket.taken.size()).isEqualTo(6);
        assertThat(source.requested()).isEqualTo(3);
    }

    @Test
    void theLastPartOfADeclaredLengthGoesOutWithTheEnd() {
        socket.ready = true;
        ResponseWriter writer = writer(Duration.ofMinutes(1), 6);
        source.subscribe(writer);
        source.send(new byte[3]);
        assertThat(socket.flushes).isEqualTo(1);
        source.send(new byte[3]);

        assertThat(socket.flushes).isEqualTo(1);
    }

    @Test
    void theNextPartIsAskedForWhenTheSocketHasTakenTheLast() throws Exception {
        ResponseWriter writer = writer(Duration.ofMinutes(1), 6);
        source.subscribe(writer);
        source.send(new byte[3]);
        assertThat(source.requested()).isEqualTo(1);

        socket.ready = true;
        Objects.requireNonNull(socket.listener).onWritePossible();

        assertThat(source.requested()).isEqualTo(2);
    }

    @Test
    void whatBreaksTheAnswerIsToldOnceAndStopsTheSource() throws Exception {
        socket.ready = true;
        ResponseWriter writer = writer(Duration.ofMinutes(1), 6);
        source.subscribe(writer);

        source.fail(new IOException("broken"));
        source.end();

        assertThat(over.get()).isEqualTo(IOException.class.getName());
        assertThat(source.cancelled()).isOne();
    }

    @Test
    void aSocketThatBreaksIsAClientThatHasGone() throws Exception {
        socket.ready = true;
        socket.broken = true;
        ResponseWriter writer = writer(Duration.ofMinutes(1), 6);
        source.subscribe(writer);

        source.send(new byte[3]);

        assertThat(over.get()).isEqualTo(ClientGone.class.getName());
        assertThat(source.cancelled()).isOne();
    }

    /** The end comes right behind the last part, while the server's thread looks. */
    @RepeatedTest(200)
    void onTwoThreadsNothingIsLost() throws Exception {
        ResponseWriter writer = writer(Duration.ofMinutes(1), -1);
        source.subscribe(writer);
        Thread server = new Thread(() -> {
            while (!over.isDone()) {
                socket.ready = true;
                socket.call();
            }
        });
        server.start();
        for (int i = 0; i < 3; i++) {
            while (!source.isWanted()) {
                Thread.onSpinWait();
            }
            source.send(new byte[3]);
        }
        source.end();

        assertThat(over.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(socket.taken.size()).isEqualTo(9);
        server.join(10_000);
    }

    private ResponseWriter writer(Duration patience) {
        return writer(patience, 10);
    }

    private ResponseWriter writer(Duration patience, long length) {
        return new ResponseWriter(
                socket,
                length,
                new ResponseWriter.Patience(new Deadlines(clock), patience),
                (written, cause) ->
                        over.complete(cause == null ? "" : cause.getClass().getName()));
    }

    private static final class Socket extends ServletOutputStream {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        volatile boolean ready;
        boolean broken;
        int flushes;

        volatile @Nullable WriteListener listener;

        void call() {
            WriteListener one = listener;
            if (one != null) {
                try {
                    one.onWritePossible();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener one) {
            listener = one;
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void write(int b) throws IOException {
            if (broken) {
                throw new IOException("reset");
            }
            taken.write(b);
        }
    }
}
