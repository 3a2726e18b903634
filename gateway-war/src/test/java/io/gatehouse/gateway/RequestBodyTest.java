package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.MalformedBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final Client client = new Client();
    private final Target target = new Target();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aStreamThatTheServerHasTakenBackEndsTheBody() {
        client.takenBack = true;
        RequestBody body = new RequestBody(client, 10);
        body.subscribe(target);
        target.ask();

        body.onDataAvailable();

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
    }

    @Test
    void nothingIsReadThatWasNotAskedFor() {
        RequestBody body = new RequestBody(client, 6);
        client.sends("abc");
        body.subscribe(target);
        body.onDataAvailable();

        assertThat(target.received()).isEmpty();
        assertThat(client.waiting.size()).isEqualTo(3);
        target.ask();
        assertThat(target.text()).isEqualTo("abc");
    }

    @Test
    void theEndIsKnownByCountingWhateverTheServerSays() {
        RequestBody body = new RequestBody(client, 6);
        client.sends("abcdef");
        body.subscribe(target);
        // The server says so when all has arrived, though nothing has been read.
        body.onAllDataRead();
        assertThat(target.isComplete()).isFalse();

        target.ask();

        assertThat(target.text()).isEqualTo("abcdef");
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void aBodyOfUnknownLengthEndsWhenTheServerSaysSoAndAllIsRead() {
        RequestBody body = new RequestBody(client, -1);
        body.subscribe(target);
        target.ask();
        client.sends("abc");
        body.onDataAvailable();
        assertThat(target.text()).isEqualTo("abc");
        assertThat(target.isComplete()).isFalse();

        body.onAllDataRead();

        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void chunksThatTheServerLeavesAreTakenOff() {
        RequestBody body = new RequestBody(client, new Chunks());
        body.subscribe(target);
        target.ask();
        client.sends("3\r\nabc\r");
        body.onDataAvailable();
        assertThat(target.text()).isEqualTo("abc");
        assertThat(body.isWhole()).isFalse();

        target.ask();
        client.sends("\n0\r\n\r\nbehind");
        body.onDataAvailable();

        assertThat(target.text()).isEqualTo("abc");
        assertThat(target.isComplete()).isTrue();
        assertThat(body.received()).isEqualTo(3);
        assertThat(body.isWhole()).isTrue();
    }

    @Test
    void aClientThatLeavesBeforeTheLastChunkIsTold() {
        RequestBody body = new RequestBody(client, new Chunks());
        body.subscribe(target);
        target.ask();
        client.sends("3\r\nabc\r\n");
        body.onDataAvailable();
        target.ask();

        body.onAllDataRead();

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
    }

    @Test
    void whatIsNoChunkIsTold() {
        RequestBody body = new RequestBody(client, new Chunks());
        body.subscribe(target);
        target.ask();
        client.sends("abc;\nabc");

        body.onDataAvailable();

        assertThat(target.failure()).isInstanceOf(MalformedBody.class);
        assertThat(target.received()).isEmpty();
        body.discard(100, done::incrementAndGet);
        client.sends("whatever");
        body.onDataAvailable();
        assertThat(client.waiting.size())
                .as("who still sends gets to read its answer")
                .isZero();
        assertThat(done).hasValue(0);
        body.onAllDataRead();
        assertThat(done).hasValue(1);
    }

    @Test
    void aClientThatLeavesIsTold() {
        RequestBody body = new RequestBody(client, 6);
        body.subscribe(target);

        body.onError(new IOException("reset"));
        body.onError(new IOException("again"));

        assertThat(target.failure()).isInstanceOf(ClientGone.class);
    }

    @Test
    void whoWantsNoMoreGetsNoMore() {
        RequestBody body = new RequestBody(client, 6);
        body.subscribe(target);
        target.ask();
        body.cancel();
        client.sends("abc");

        body.onDataAvailable();

        assertThat(target.received()).isEmpty();
        assertThat(target.isComplete()).isFalse();
    }

    @Test
    void theRestOfARefusedBodyIsReadToItsEnd() {
        RequestBody body = new RequestBody(client, 6);
        body.subscribe(target);
        target.ask();
        client.sends("ab");
        body.onDataAvailable();
        body.cancel();

        body.discard(100, done::incrementAndGet);
        assertThat(done).hasValue(0);
        client.sends("cdef");
        body.onDataAvailable();

        assertThat(done).hasValue(1);
        assertThat(client.waiting.size()).isZero();
        assertThat(target.text()).isEqualTo("ab");
    }

    @Test
    void aRefusedBodyThatNobodyHasTouchedIsReadToItsEnd() {
        RequestBody body = new RequestBody(client, 3);
        client.sends("abc");

        body.discard(100, done::incrementAndGet);
        body.onDataAvailable();

        assertThat(done).hasValue(1);
        assertThat(client.waiting.size()).isZero();
    }

    @Test
    void notMoreThanTheLimitIsThrownAway() {
        RequestBody body = new RequestBody(client, 1_000_000);
        client.sends("x".repeat(40_000));

        body.discard(20_000, done::incrementAndGet);
        body.onDataAvailable();

        assertThat(done).hasValue(1);
        assertThat(client.waiting.size()).isPositive();
    }

    @Test
    void throwingAwayCanBeEnded() {
        RequestBody body = new RequestBody(client, 6);
        Runnable end = body.discard(100, done::incrementAndGet);
        body.onDataAvailable();
        assertThat(done).hasValue(0);

        end.run();
        end.run();
        client.sends("abcdef");
        body.onDataAvailable();

        assertThat(done).hasValue(1);
    }

    @Test
    void aClientThatLeavesWhileItsBodyIsThrownAwayEndsThat() {
        RequestBody body = new RequestBody(client, 6);
        body.discard(100, done::incrementAndGet);

        body.onError(new IOException("reset"));

        assertThat(done).hasValue(1);
    }

    /** Parts of any size, asked for at any time, from threads of their own. */
    @RepeatedTest(20)
    void everyByteArrivesOnceAndInOrder(RepetitionInfo repetition) throws InterruptedException {
        Random random = new Random(repetition.getCurrentRepetition());
        String text = random.ints(50_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        RequestBody body = new RequestBody(client, text.length());
        body.subscribe(target);
        Thread reader = new Thread(() -> {
            while (!target.isComplete()) {
                if (!target.asks()) {
                    target.ask();
                }
                Thread.onSpinWait();
            }
        });
        reader.start();

        body.onDataAvailable();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(3_000));
            if (client.sends(text.substring(from, to))) {
                body.onDataAvailable();
            }
            from = to;
        }
        body.onAllDataRead();
        reader.join(10_000);

        assertThat(target.text()).isEqualTo(text);
        assertThat(target.isComplete()).isTrue();
        assertThat(target.failure()).isNull();
    }

    /** The server's stream as it behaves: after isReady has been false it calls back, once, when something has come. */
    private static final class Client extends ServletInputStream {
        final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        volatile boolean takenBack;
        private boolean callBack;

        /** Whether the listener is to be called. */
        synchronized boolean sends(String text) {
            waiting.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            boolean call = callBack;
            callBack = false;
            return call;
        }

        private void check() {
            if (takenBack) {
                throw new IllegalStateException("recycled");
            }
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public synchronized boolean isReady() {
            check();
            callBack = waiting.size() == 0;
            return !callBack;
        }

        @Override
        public synchronized int available() {
            check();
            return waiting.size();
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            check();
            byte[] all = waiting.toByteArray();
            int count = Math.min(length, all.length);
            System.arraycopy(all, 0, buffer, offset, count);
            waiting.reset();
            waiting.write(all, count, all.length - count);
            return count == 0 ? -1 : count;
        }
    }
}
