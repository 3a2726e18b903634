package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The three sides of a {@link BodyCopy}, each of which insists on the rules of the flow. */
final class Sides {
    private Sides() {}

    static final class Keeper implements BodyCopy.Keeper {
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

    static final class Source implements Flow.Subscription {
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

    static final class Client implements Flow.Subscriber<ByteBuffer> {
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
