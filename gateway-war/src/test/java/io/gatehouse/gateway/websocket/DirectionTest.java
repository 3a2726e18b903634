package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // What was not set yet fails the test by itself.
class DirectionTest implements Direction.Session {
    private final Source source = new Source();
    private final Target target = new Target();
    private final Direction direction = new Direction(source, new FrameWatch(false, 1_000), CloseFrame::toClient, this);
    private int endedWith;
    private int ended;

    private static final class Source implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        Flow.Subscriber<? super ByteBuffer> subscriber;
        int requested;
        boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
            subscriber = one;
            one.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requested++;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void send(byte[] bytes) {
            subscriber.onNext(ByteBuffer.wrap(bytes));
        }
    }

    private static final class Target implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream got = new ByteArrayOutputStream();
        Flow.Subscription subscription;
        Throwable failure;
        boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription one) {
            subscription = one;
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            got.writeBytes(bytes);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        Frame word() throws IOException {
            return Frame.read(new ByteArrayInputStream(got.toByteArray()));
        }
    }

    @Override
    public void alive() {
        // What counts is in the tests of the whole.
    }

    @Override
    public void end(int code) {
        endedWith = code;
        direction.end(code);
    }

    @Override
    public void ended() {
        ended++;
    }

    private void flow() {
        direction.subscribe(target);
        target.subscription.request(1);
    }

    @Test
    void passesOnWhatIsWantedAndAsksForNoMore() {
        flow();
        byte[] frame = Frame.text("hello").bytes();

        source.send(frame);

        assertThat(target.got.toByteArray()).isEqualTo(frame);
        assertThat(source.requested).isEqualTo(1);
        target.subscription.request(1);
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void asksForTheRestOfAHeaderByItself() {
        flow();
        byte[] frame = Frame.text("hello").bytes();

        source.send(Arrays.copyOfRange(frame, 0, 1));

        assertThat(target.got.size()).isZero();
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void aViolationEndsTheConnectionWithItsCode() throws Exception {
        flow();

        source.send(Frame.text("x").mask().bytes());

        assertThat(endedWith).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        assertThat(target.word().code()).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        assertThat(target.complete).isTrue();
    }

    @Test
    void theLastWordWaitsUntilItIsWanted() throws Exception {
        flow();
        source.send(Frame.text("").bytes());
        target.got.reset();

        direction.end(CloseFrame.GOING_AWAY);
        assertThat(target.got.size()).isZero();
        assertThat(target.complete).isFalse();

        target.subscription.request(1);
        assertThat(target.word().code()).isEqualTo(CloseFrame.GOING_AWAY);
        assertThat(target.complete).isTrue();
    }

    @Test
    void withinAFrameThereIsNoLastWord() {
        flow();
        byte[] frame = Frame.text("hello").bytes();
        byte[] half = Arrays.copyOfRange(frame, 0, 4);
        source.send(half);

        direction.end(CloseFrame.GOING_AWAY);

        assertThat(target.got.toByteArray()).isEqualTo(half);
        assertThat(target.complete).isTrue();
    }

    @Test
    void nothingFollowsTheLastWord() throws Exception {
        flow();
        direction.end(CloseFrame.GOING_AWAY);
        int length = target.got.size();

        source.send(Frame.text("late").bytes());
        direction.end(CloseFrame.PROTOCOL_ERROR);

        assertThat(target.got.size()).isEqualTo(length);
        assertThat(source.cancelled)
                .as("its other direction may still be needed")
                .isFalse();
    }

    @Test
    void theEndOfTheSourceIsTheEndOfTheTarget() {
        flow();

        source.subscriber.onComplete();

        assertThat(target.complete).isTrue();
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void whatBreaksTheSourceBreaksTheTarget() {
        flow();
        IOException broken = new IOException("reset");

        source.subscriber.onError(broken);

        assertThat(target.failure).isSameAs(broken);
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void aTargetThatWantsNoMoreStopsTheSource() {
        flow();

        target.subscription.cancel();

        assertThat(source.cancelled).isTrue();
        assertThat(ended).isEqualTo(1);
    }
}
