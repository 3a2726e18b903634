package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyCopyTest {
    private final Source source = new Source();
    private final Keeper keeper = new Keeper();
    private final Client client = new Client();

    @Test
    void theClientAndTheCopyGetTheSame() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        client.ask();
        source.send("abc");
        client.ask();
        source.send("de");
        source.end();

        assertThat(client.text()).isEqualTo("abcde");
        assertThat(client.complete).isTrue();
        assertThat(keeper.copy()).isEqualTo("abcde");
    }

    @Test
    void theUpstreamIsReadAheadAsLongAsThereIsACopy() {
        BodyCopy copy = begin(-1, 100);
        source.send("abc");
        source.send("de");
        source.end();
        assertThat(keeper.copy()).isEqualTo("abcde");

        copy.subscribe(client);
        assertThat(client.text()).isEmpty();
        client.ask();
        assertThat(client.text()).isEqualTo("abcde");
        assertThat(client.complete).isTrue();
    }

    @Test
    void theCopyIsCompleteBeforeTheClientHasTheLastDeclaredByte() {
        BodyCopy copy = begin(3, 100);
        copy.subscribe(client);
        client.whenGiven = () -> assertThat(keeper.content).isNotNull();
        client.ask();

        source.send("abc");

        assertThat(client.text()).isEqualTo("abc");
        assertThat(client.complete).isFalse();
        source.end();
        assertThat(client.complete).isTrue();
    }

    @Test
    void overTheLimitTheCopyIsGivenUpAndTheBodyFlowsOnAsTheClientTakesIt() {
        BodyCopy copy = begin(-1, 4);
        copy.subscribe(client);
        source.send("abc");
        source.send("def");
        assertThat(keeper.givenUp).isTrue();
        assertThat(source.wanted).as("nothing is read ahead any more").isFalse();

        client.ask();
        assertThat(client.text()).isEqualTo("abc");
        assertThat(source.wanted).isFalse();
        client.ask();
        assertThat(client.text()).isEqualTo("abcdef");
        assertThat(source.wanted).isFalse();
        client.ask();
        assertThat(source.wanted).isTrue();
        source.send("ghi");
        source.end();
        assertThat(client.text()).isEqualTo("abcdefghi");
        assertThat(client.complete).isTrue();
        assertThat(keeper.content).isNull();
    }

    @Test
    void withoutMemoryThereIsNoCopy() {
        keeper.left = 2;
        BodyCopy copy = begin(3, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(client.text()).isEqualTo("abc");
        assertThat(client.complete).isTrue();
    }

    @Test
    void aBodyThatEndsTooEarlyIsNotKeptAndTheClientHearsOfIt() {
        BodyCopy copy = begin(5, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(keeper.content).isNull();
        assertThat(client.failure).isInstanceOf(EOFException.class);
    }

    @Test
    void aBodyThatIsLongerThanDeclaredIsNotKept() {
        BodyCopy copy = begin(2, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(keeper.content).isNull();
        assertThat(client.text()).isEqualTo("abc");
    }

    @Test
    void aBodyThatBreaksOffIsNotKept() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        source.send("abc");

        source.fail(new IOException("broken"));

        assertThat(keeper.givenUp).isTrue();
        assertThat(client.failure).hasMessage("broken");
    }

    @Test
    void aClientThatLeavesEndsItUnlessTheCopyIsWanted() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        source.send("abc");

        copy.cancel();

        assertThat(source.cancelled).isTrue();
        assertThat(keeper.givenUp).isTrue();
    }

    @Test
    void aCopyThatIsWantedIsMadeWithoutAClient() {
        keeper.wanted = true;
        BodyCopy copy = begin(-1, 100);
        copy.withoutClient();
        source.send("abc");
        source.send("de");
        source.end();

        assertThat(source.cancelled).isFalse();
        assertThat(keeper.copy()).isEqualTo("abcde");
    }

    @Test
    void withoutAClientAndOverTheLimitTheUpstreamIsToldToStop() {
        keeper.wanted = true;
        BodyCopy copy = begin(-1, 4);
        copy.withoutClient();
        source.send("abc");
        source.send("def");

        assertThat(source.cancelled).isTrue();
        assertThat(keeper.givenUp).isTrue();
    }

    @Test
    void anEmptyBodyIsACopyToo() {
        BodyCopy copy = begin(-1, 100);
        source.end();
        copy.subscribe(client);

        assertThat(keeper.copy()).isEmpty();
        assertThat(client.complete).isTrue();
    }

    /** Against what must come out whatever the order: the client has all, and the copy is all or nothing. */
    @Test
    void inWhateverOrderThingsHappenNothingIsLost() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            byte[] content = new byte[random.nextInt(60)];
            random.nextBytes(content);
            Source from = new Source();
            Keeper kept = new Keeper();
            Client to = new Client();
            int limit = 1 + random.nextInt(60);
            int declared = content.length <= limit && random.nextBoolean() ? content.length : -1;
            BodyCopy copy = new BodyCopy(declared, limit, kept);
            from.subscribe(copy);
            play(random, content, from, copy, to);

            assertThat(to.received.toByteArray()).isEqualTo(content);
            assertThat(to.complete).isTrue();
            assertThat(kept.givenUp).isEqualTo(content.length > limit);
            if (content.length <= limit) {
                assertThat(kept.content).isEqualTo(content);
            }
        }
    }

    private static void play(Random random, byte[] content, Source from, BodyCopy copy, Client to) {
        int sent = 0;
        boolean subscribed = false;
        boolean ended = false;
        while (!to.complete) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!subscribed) {
                        copy.subscribe(to);
                        subscribed = true;
                    }
                }
                case 1 -> {
                    if (subscribed && to.waiting == 0) {
                        to.ask();
                    }
                }
                default -> {
                    if (sent < content.length && from.wanted) {
                        int part = 1 + random.nextInt(content.length - sent);
                        from.send(Arrays.copyOfRange(content, sent, sent + part));
                        sent += part;
                    } else if (sent == content.length && !ended) {
                        ended = true;
                        from.end();
                    }
                }
            }
        }
    }

    private BodyCopy begin(long declared, long limit) {
        BodyCopy copy = new BodyCopy(declared, limit, keeper);
        source.subscribe(copy);
        return copy;
    }

    private static final class Keeper implements BodyCopy.Keeper {
        byte @Nullable [] content;
        boolean givenUp;
        boolean wanted;
        int left = Integer.MAX_VALUE;

        @Override
        public boolean reserve(int bytes) {
            left -= bytes;
            return left >= 0;
        }

        @Override
        public void complete(byte[] all) {
            assertThat(content).as("told once").isNull();
            assertThat(givenUp).isFalse();
            content = all;
        }

        @Override
        public void givenUp() {
            assertThat(content).isNull();
            assertThat(givenUp).as("told once").isFalse();
            givenUp = true;
        }

        @Override
        public boolean wantedWithoutClient() {
            return wanted;
        }

        String copy() {
            return new String(Objects.requireNonNull(content), StandardCharsets.UTF_8);
        }
    }

    private static final class Source implements Flow.Subscription {
        boolean wanted;
        boolean cancelled;
        private final Deque<Flow.Subscriber<? super ByteBuffer>> target = new ArrayDeque<>();

        void subscribe(BodyCopy copy) {
            target.add(copy);
            copy.onSubscribe(this);
        }

        void send(String text) {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] part) {
            assertThat(wanted).as("asked for").isTrue();
            wanted = false;
            target.element().onNext(ByteBuffer.wrap(part));
        }

        void end() {
            target.element().onComplete();
        }

        void fail(Exception cause) {
            target.element().onError(cause);
        }

        @Override
        public void request(long n) {
            assertThat(wanted).as("asked twice").isFalse();
            wanted = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class Client implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean complete;
        int waiting;
        Runnable whenGiven = () -> {};

        @Nullable
        Throwable failure;

        private Flow.@Nullable Subscription subscription;

        void ask() {
            waiting++;
            Objects.requireNonNull(subscription).request(1);
        }

        String text() {
            return received.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            assertThat(waiting).as("asked for").isEqualTo(1);
            waiting = 0;
            whenGiven.run();
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            received.writeBytes(part);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            assertThat(complete).isFalse();
            complete = true;
        }
    }
}
