package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // What was not set yet fails the test by itself.
class DirectionTest implements Direction.Session {
    private final Source source = new Source();
    private final Target target = new Target();
    private final Direction direction = new Direction(source, new FrameWatch(false, 1_000), CloseFrame::toClient, this);
    private int endedWith;
    private int ended;

    private Frame word() throws IOException {
        return Frame.read(new ByteArrayInputStream(target.received()));
    }

    @Override
    public void alive() {
        // What counts is in the tests of the whole.
    }

    @Override
    public void end(int code) {
        endedWith = code;
        direction.ending(code).run();
    }

    @Override
    public void ended() {
        ended++;
    }

    private void flow() {
        direction.subscribe(target);
        target.ask();
    }

    @Test
    void passesOnWhatIsWantedAndAsksForNoMore() {
        flow();
        byte[] frame = Frame.text("hello").bytes();

        source.send(frame);

        assertThat(target.received()).isEqualTo(frame);
        assertThat(source.requested()).isEqualTo(1);
        target.ask();
        assertThat(source.requested()).isEqualTo(2);
    }

    @Test
    void asksForTheRestOfAHeaderByItself() {
        flow();
        byte[] frame = Frame.text("hello").bytes();

        source.send(Arrays.copyOfRange(frame, 0, 1));

        assertThat(target.received()).isEmpty();
        assertThat(source.requested()).isEqualTo(2);
    }

    @Test
    void aViolationEndsTheConnectionWithItsCode() throws Exception {
        flow();

        source.send(Frame.text("x").mask().bytes());

        assertThat(endedWith).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        assertThat(word().code()).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void theLastWordWaitsUntilItIsWanted() throws Exception {
        flow();
        source.send(Frame.text("").bytes());
        target.forget();

        direction.ending(CloseFrame.GOING_AWAY).run();
        assertThat(target.received()).isEmpty();
        assertThat(target.isComplete()).isFalse();

        target.ask();
        assertThat(word().code()).isEqualTo(CloseFrame.GOING_AWAY);
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void withinAFrameThereIsNoLastWord() {
        flow();
        byte[] frame = Frame.text("hello").bytes();
        byte[] half = Arrays.copyOfRange(frame, 0, 4);
        source.send(half);

        direction.ending(CloseFrame.GOING_AWAY).run();

        assertThat(target.received()).isEqualTo(half);
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void nothingFollowsTheLastWord() throws Exception {
        flow();
        direction.ending(CloseFrame.GOING_AWAY).run();
        int length = target.received().length;

        source.send(Frame.text("late").bytes());
        direction.ending(CloseFrame.PROTOCOL_ERROR).run();

        assertThat(target.received()).hasSize(length);
        assertThat(source.cancelled())
                .as("its other direction may still be needed")
                .isZero();
    }

    @Test
    void theEndOfTheSourceIsTheEndOfTheTarget() {
        flow();

        source.end();

        assertThat(target.isComplete()).isTrue();
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void whatBreaksTheSourceBreaksTheTarget() {
        flow();
        IOException broken = new IOException("reset");

        source.fail(broken);

        assertThat(target.failure()).isSameAs(broken);
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void aTargetThatWantsNoMoreStopsTheSource() {
        flow();

        target.cancel();

        assertThat(source.cancelled()).isOne();
        assertThat(ended).isEqualTo(1);
    }
}
