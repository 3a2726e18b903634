package io.gatehouse.gateway.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private final Source source = new Source();
    private final Target target = new Target();

    @Test
    void aPartOfUndeclaredLengthCanBeReadAtOnce() throws IOException {
        start(-1);
        target.request();
        source.deliver(utf8("first event"));

        byte[] arrived = new byte["first event".length()];
        assertThat(new GZIPInputStream(new ByteArrayInputStream(target.received.toByteArray())).read(arrived))
                .isEqualTo(arrived.length);
        assertThat(new String(arrived, StandardCharsets.UTF_8)).isEqualTo("first event");
    }

    @Test
    void asksForNothingBeforeTheClientDoes() {
        start(-1);
        assertThat(source.requests).isZero();

        target.request();
        source.deliver(utf8("x"));
        assertThat(source.requests).isEqualTo(1);
        assertThat(target.parts).isEqualTo(1);
    }

    @Test
    void aPartThatIsTooShortToBecomeAnythingAsksForTheNext() {
        start(1_000_000);
        target.request();
        source.deliver(utf8("x"));

        assertThat(target.parts).isZero();
        assertThat(source.requests).isEqualTo(2);
    }

    @Test
    void theRestWaitsUntilTheClientAsks() throws IOException {
        start(-1);
        target.request();
        source.deliver(utf8("all of it"));
        source.complete();
        assertThat(target.complete).isFalse();

        target.request();
        assertThat(target.complete).isTrue();
        assertThat(plain()).isEqualTo(utf8("all of it"));
        target.request();
        assertThat(target.completions).isEqualTo(1);
    }

    @Test
    void aCancelGoesThroughAndNothingFollows() {
        start(-1);
        target.request();
        target.cancel();

        source.deliver(utf8("late"));
        source.complete();
        assertThat(source.cancelled).isTrue();
        assertThat(target.parts).isZero();
        assertThat(target.complete).isFalse();
    }

    @Test
    void whatBreaksGoesThrough() {
        start(-1);
        target.request();
        source.fail(new IOException("broken"));

        assertThat(target.failure).hasMessage("broken");
    }

    @RepeatedTest(50)
    void whateverThePartsAreTheyComeOutWhole(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        start(random.nextBoolean() ? -1 : 1_000_000);
        target.request();
        for (int i = random.nextInt(40); i > 0; i--) {
            byte[] part = new byte[random.nextInt(5_000)];
            if (random.nextBoolean()) {
                random.nextBytes(part);
            }
            sent.writeBytes(part);
            source.deliver(part);
            if (target.wantsMore) {
                target.request();
            }
        }
        source.complete();
        target.request();

        assertThat(plain()).isEqualTo(sent.toByteArray());
        assertThat(target.complete).isTrue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void start(long length) {
        new GzipStream(new Body.Stream(source, length)).subscribe(target);
    }

    private byte[] plain() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(target.received.toByteArray())).readAllBytes();
    }

    private static final class Source implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private Flow.Subscriber<? super ByteBuffer> subscriber = new Exchange.Reader();
        int requests;
        boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
            subscriber = one;
            one.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requests++;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void deliver(byte[] part) {
            subscriber.onNext(ByteBuffer.wrap(part));
        }

        void complete() {
            subscriber.onComplete();
        }

        void fail(Throwable thrown) {
            subscriber.onError(thrown);
        }
    }

    private static final class Target implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Flow.Subscription subscription = new Exchange.Parts(List.of());
        int parts;
        int completions;
        boolean complete;
        boolean wantsMore;
        Throwable failure = new IOException("none");

        void request() {
            wantsMore = false;
            subscription.request(1);
        }

        void cancel() {
            subscription.cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription one) {
            subscription = one;
        }

        @Override
        public void onNext(ByteBuffer part) {
            assertThat(wantsMore).as("one part for one request").isFalse();
            wantsMore = true;
            parts++;
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            received.writeBytes(bytes);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completions++;
            complete = true;
        }
    }
}
