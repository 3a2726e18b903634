package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.ClientGone;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.NullUnmarked;
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
            there.add(text.getBytes(StandardCharsets.ISO_8859_1));
            call();
        }

        void call() throws IOException {
            if (asked) {
                asked = false;
                listener.onDataAvailable();
            }
        }

        @Override
        public boolean isReady() {
            asked = there.isEmpty() && !ended && broken == null;
            return !asked;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
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

    private static final class Target implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream got = new ByteArrayOutputStream();
        Flow.Subscription subscription;
        Throwable failure;
        int failures;

        @Override
        public void onSubscribe(Flow.Subscription one) {
            subscription = one;
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            got.writeBytes(part);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            failures++;
        }

        @Override
        public void onComplete() {
            throw new AssertionError("such a connection has no good end");
        }
    }

    private String got() {
        return target.got.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothingIsReadBeforeItIsWanted() throws Exception {
        bytes.subscribe(target);
        input.comes("one");
        assertThat(got()).isEmpty();

        target.subscription.request(1);
        assertThat(got()).isEqualTo("one");
    }

    @Test
    void onePartForEachRequest() throws Exception {
        bytes.subscribe(target);
        target.subscription.request(1);
        input.comes("one");
        input.comes("two");
        assertThat(got()).isEqualTo("one");

        target.subscription.request(1);
        assertThat(got()).isEqualTo("onetwo");
    }

    @Test
    void whatComesLaterComesWhenTheServerCalls() throws Exception {
        bytes.subscribe(target);
        target.subscription.request(1);
        input.comes("one");
        target.subscription.request(1);
        assertThat(got()).isEqualTo("one");

        input.comes("two");
        assertThat(got()).isEqualTo("onetwo");
    }

    @Test
    void theEndOfTheConnectionIsAClientThatHasGone() throws Exception {
        bytes.subscribe(target);
        target.subscription.request(1);
        input.ended = true;
        input.call();

        assertThat(target.failure).isInstanceOf(ClientGone.class);
        bytes.onAllDataRead();
        bytes.onError(new IOException("reset"));
        assertThat(target.failures).isOne();
    }

    @Test
    void aBrokenConnectionIsTheSame() throws Exception {
        bytes.subscribe(target);
        target.subscription.request(1);
        input.broken = new IOException("reset");
        input.call();

        assertThat(target.failure).isInstanceOf(ClientGone.class);
    }

    @Test
    void theServersWordIsEnough() {
        bytes.subscribe(target);
        bytes.onAllDataRead();

        assertThat(target.failure).isInstanceOf(ClientGone.class);
    }

    @Test
    void whoHasCancelledHearsNoMore() throws Exception {
        bytes.subscribe(target);
        target.subscription.request(1);
        target.subscription.cancel();
        input.comes("one");
        bytes.onError(new IOException("reset"));

        assertThat(got()).isEmpty();
        assertThat(target.failure).isNull();
    }
}
