package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.forward.ClientGone;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@NullUnmarked // What was not set yet fails the test by itself.
class ClientBytesTest {
    private final Input input = new Input();
    private final ClientBytes bytes = new ClientBytes(input);
    private final Target target = new Target();

    /** The server's stream: it has what it is given, and calls when it was asked in vain. */
    private static final class Input extends ServletInputStream {
        final Deque<byte[]> there = new ArrayDeque<>();
        ReadListener listener;
        IOException broken;
        boolean asked;
        boolean ended;

        void comes(String text) throws IOException {
            synchronized (this) {
                there.add(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            call();
        }

        void ends() throws IOException {
            synchronized (this) {
                ended = true;
            }
            call();
        }

        void call() throws IOException {
            synchronized (this) {
                if (!asked) {
                    return;
                }
                asked = false;
            }
            listener.onDataAvailable();
        }

        @Override
        public synchronized boolean isReady() {
            asked = there.isEmpty() && !ended && broken == null;
            return !asked;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
            if (broken != null) {
                throw broken;
            }
            byte[] next = there.poll();
            if (next == null) {
                return -1;
            }
            System.arraycopy(next, 0, buffer, offset, next.length);
            return next.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener one) {
            listener = one;
            asked = true;
        }
    }

    @Test
    void nothingIsReadBeforeItIsWanted() throws Exception {
        bytes.subscribe(target);
        input.comes("one");
        assertThat(target.text()).isEmpty();

        target.ask();
        assertThat(target.text()).isEqualTo("one");
    }

    @Test
    void onePartForEachRequest() throws Exception {
        bytes.subscribe(target);
        target.ask();
        input.comes("one");
        input.comes("two");
        assertThat(target.text()).isEqualTo("one");

        target.ask();
        assertThat(target.text()).isEqualTo("onetwo");
        assertThat(bytes.received()).isEqualTo(6);
    }

    @Test
    void whatComesLaterComesWhenTheServerCalls() throws Exception {
        bytes.subscribe(target);
        target.ask();
        input.comes("one");
        target.ask();
        assertThat(target.text()).isEqualTo("one");

        input.comes("two");
        assertThat(target.text()).isEqualTo("onetwo");
    }

    @Test
    void theEndOfTheConnectionIsAClientThatHasGone() throws Exception {
        bytes.subscribe(target);
        target.ask();
        input.ends();

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
        bytes.onAllDataRead();
        bytes.onError(new IOException("reset"));
    }

    @Test
    void aBrokenConnectionIsTheSame() throws Exception {
        bytes.subscribe(target);
        target.ask();
        input.broken = new IOException("reset");
        input.call();

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
    }

    @Test
    void theServersWordIsEnough() {
        bytes.subscribe(target);
        bytes.onAllDataRead();

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
    }

    @Test
    void whoHasCancelledHearsNoMore() throws Exception {
        bytes.subscribe(target);
        target.ask();
        target.cancel();
        input.comes("one");
        bytes.onError(new IOException("reset"));

        assertThat(target.text()).isEmpty();
        assertThat(target.failure()).isNull();
    }

    /** Parts come and are asked for on threads of their own, until the connection ends. */
    @RepeatedTest(20)
    void everyByteArrivesOnceAndInOrder(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder sent = new StringBuilder();
        bytes.subscribe(target);
        Thread reader = new Thread(() -> {
            while (target.failure() == null) {
                if (!target.asks()) {
                    target.ask();
                }
                Thread.onSpinWait();
            }
        });
        reader.start();

        for (int i = 0; i < 2_000; i++) {
            String part = Integer.toString(random.nextInt());
            sent.append(part);
            input.comes(part);
        }
        input.ends();
        reader.join(10_000);

        assertThat(target.text()).isEqualTo(sent.toString());
        assertThat(target.failure()).isInstanceOf(ClientGone.class);
        assertThat(target.isComplete()).as("such a connection has no good end").isFalse();
    }
}
