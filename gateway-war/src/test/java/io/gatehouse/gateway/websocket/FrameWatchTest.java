package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWatchTest {
    private static final int LIMIT = 70_000;

    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private FrameWatch watch = new FrameWatch(false, LIMIT);

    private void pass(byte[] bytes) throws FrameViolation {
        ByteBuffer onward = watch.pass(ByteBuffer.wrap(bytes));
        byte[] part = new byte[onward.remaining()];
        onward.get(part);
        passed.writeBytes(part);
    }

    private static Frame data(int opcode, boolean last, int length) {
        return new Frame(last, opcode, false, new byte[length]);
    }

    private int violation(Frame... frames) {
        FrameViolation violation = catchThrowableOfType(FrameViolation.class, () -> {
            for (Frame frame : frames) {
                pass(frame.bytes());
            }
        });
        return violation == null ? 0 : violation.code();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT})
    void passesFramesOfAllLengthsAsTheyAre(int length) throws Exception {
        byte[] frame = data(Frame.BINARY, true, length).bytes();

        pass(frame);

        assertThat(passed.toByteArray()).isEqualTo(frame);
        assertThat(watch.isAtBorder()).isTrue();
    }

    /** Whatever the pieces, all bytes go on in their order, and at a border exactly when whole frames have gone on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void piecesMakeNoDifference(long seed) throws Exception {
        Random random = new Random(seed);
        watch = new FrameWatch(true, LIMIT);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Set<Integer> borders = new HashSet<>();
        borders.add(0);
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(4);
            stream.writeBytes(data(Frame.BINARY, true, length).mask().bytes());
            borders.add(stream.size());
        }
        byte[] bytes = stream.toByteArray();

        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 2_000));
            pass(Arrays.copyOfRange(bytes, at, to));
            at = to;
            assertThat(watch.isAtBorder()).isEqualTo(borders.contains(passed.size()));
        }

        assertThat(passed.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aMessageMayNotBeLongerThanItsLimit() {
        assertThat(violation(data(Frame.TEXT, true, LIMIT))).isZero();
        assertThat(violation(data(Frame.TEXT, true, LIMIT + 1))).isEqualTo(CloseFrame.MESSAGE_TOO_BIG);
    }

    @Test
    void fragmentsCountTogetherAndControlFramesBetweenThemDoNot() {
        assertThat(violation(
                        data(Frame.TEXT, false, LIMIT - 10),
                        data(Frame.PING, true, 100),
                        data(Frame.CONTINUATION, true, 10),
                        data(Frame.TEXT, false, LIMIT - 10)))
                .isZero();
        assertThat(violation(data(Frame.CONTINUATION, true, 11))).isEqualTo(CloseFrame.MESSAGE_TOO_BIG);
    }

    @Test
    void nothingOfABadFrameGoesOn() {
        assertThat(violation(data(Frame.TEXT, true, 3), data(Frame.TEXT, true, LIMIT + 1)))
                .isEqualTo(CloseFrame.MESSAGE_TOO_BIG);
        assertThat(watch.isAtBorder()).isTrue();
        assertThat(passed.toByteArray()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aClientMustMaskAndAServerMustNot() {
        assertThat(violation(Frame.text("x").mask())).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        watch = new FrameWatch(true, LIMIT);
        assertThat(violation(Frame.text("x"))).isEqualTo(CloseFrame.PROTOCOL_ERROR);
    }

    @Test
    void controlFramesAreShortAndWhole() {
        assertThat(violation(data(Frame.PING, true, 126))).isEqualTo(CloseFrame.PROTOCOL_ERROR);
        assertThat(violation(data(Frame.PING, false, 1))).isEqualTo(CloseFrame.PROTOCOL_ERROR);
    }

    @Test
    void aMessageBeginsAndEndsBeforeTheNext() {
        assertThat(violation(data(Frame.TEXT, false, 1), data(Frame.TEXT, true, 1)))
                .isEqualTo(CloseFrame.PROTOCOL_ERROR);
        watch = new FrameWatch(false, LIMIT);
        assertThat(violation(data(Frame.CONTINUATION, true, 1))).isEqualTo(CloseFrame.PROTOCOL_ERROR);
    }

    @Test
    void aLengthBeyondSixtyThreeBitsIsNone() {
        byte[] frame = {(byte) 0x82, 127, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};

        FrameViolation violation = catchThrowableOfType(FrameViolation.class, () -> pass(frame));

        assertThat(violation.code()).isEqualTo(CloseFrame.PROTOCOL_ERROR);
    }

    @Test
    void closeFramesSayTheirCode() throws Exception {
        Frame toUpstream = Frame.read(new ByteArrayInputStream(
                CloseFrame.toUpstream(CloseFrame.GOING_AWAY).array()));
        Frame toClient = Frame.read(new ByteArrayInputStream(
                CloseFrame.toClient(CloseFrame.MESSAGE_TOO_BIG).array()));

        assertThat(toUpstream).extracting(Frame::masked, Frame::code).containsExactly(true, 1001);
        assertThat(toClient).extracting(Frame::masked, Frame::code).containsExactly(false, 1009);
    }
}
