package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.websocket.Frame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a peer that breaks the rules, or says nothing, loses its WebSocket connection. */
interface WebSocketEnds extends WebSockets {
    /** What no client may send (RFC 6455 section 5). */
    @SuppressWarnings("ImmutableEnumChecker") // A frame is not changed.
    enum BadFrame {
        UNMASKED(1002, Frame.text("x")),
        RESERVED_CONTROL_THAT_IS_FRAGMENTED(1002, new Frame(false, 11, true, new byte[0])),
        PING_IN_PARTS(1002, new Frame(false, Frame.PING, true, new byte[1])),
        CLOSE_IN_PARTS(1002, new Frame(false, Frame.CLOSE, true, new byte[2])),
        PING_TOO_LONG(1002, new Frame(true, Frame.PING, true, new byte[126])),
        PONG_TOO_LONG(1002, new Frame(true, Frame.PONG, true, new byte[70_000])),
        CONTINUATION_OF_NOTHING(1002, new Frame(true, Frame.CONTINUATION, true, new byte[1])),
        TOO_BIG_AT_ONCE(1009, new Frame(true, Frame.BINARY, true, new byte[65_537])),
        LENGTH_BEYOND_63_BITS(1002, null),
        A_GIGABYTE_ANNOUNCED(1009, null);

        private final int code;
        private final @Nullable Frame frame;

        BadFrame(int code, @Nullable Frame frame) {
            this.code = code;
            this.frame = frame;
        }

        byte[] bytes() {
            int top = this == LENGTH_BEYOND_63_BITS ? 0xFF : 0;
            return frame != null
                    ? frame.bytes()
                    : new byte[] {(byte) 0x82, (byte) 0xFF, (byte) top, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4};
        }
    }

    @ParameterizedTest
    @EnumSource(BadFrame.class)
    default void aClientThatBreaksTheRulesIsClosedAndTheUpstreamSeesNothingOfIt(BadFrame bad) throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/bad");

        try (Peer peer = open("/api/ws/bad")) {
            peer.send(Frame.text("good"));
            assertThat(await(got).text()).isEqualTo("good");
            peer.next();
            peer.socket.getOutputStream().write(bad.bytes());

            assertThat(peer.next().code()).isEqualTo(bad.code);
            Frame last = await(got);
            assertThat(last.opcode()).isEqualTo(Frame.CLOSE);
            assertThat(last.code()).isEqualTo(bad.code);
        }
    }

    @Test
    default void aMessageBeyondTheLimitEndsTheConnectionOnBothSides() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/big");

        try (Peer peer = open("/api/ws/big")) {
            peer.send(new Frame(true, Frame.BINARY, false, new byte[65_537]));
            assertThat(peer.next().code()).isEqualTo(1009);
        }
        assertThat(await(got).code()).isEqualTo(1009);
    }

    @Test
    default void anUnmaskedFrameEndsTheConnection() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/unmasked");

        try (Peer peer = open("/api/ws/unmasked")) {
            peer.socket.getOutputStream().write(Frame.text("smuggled").bytes());
            assertThat(peer.next().code()).isEqualTo(1002);
        }
        assertThat(await(got).code()).isEqualTo(1002);
    }

    @Test
    default void silenceEndsTheConnectionAndAPingBreaksIt() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/idle");

        try (Peer peer = open("/api/ws/idle")) {
            // For longer than the route's ten seconds.
            for (int i = 0; i < 28; i++) {
                TimeUnit.MILLISECONDS.sleep(400);
                assertThat(peer.send(new Frame(true, Frame.PING, false, new byte[0]))
                                .next()
                                .opcode())
                        .isEqualTo(Frame.PONG);
                await(got);
            }
            assertThat(peer.next().code()).isEqualTo(1001);
        }
        assertThat(await(got).code()).isEqualTo(1001);
    }

    @Test
    default void aMessageWithinAMessageEndsTheConnection() throws Exception {
        echo("/things/ws/within");

        try (Peer peer = open("/api/ws/within")) {
            peer.send(new Frame(false, Frame.TEXT, false, new byte[1]));
            assertThat(peer.next().opcode()).isEqualTo(Frame.TEXT);
            assertThat(peer.send(Frame.text("x")).next().code()).isEqualTo(1002);
        }
    }

    @Test
    default void aMessageInManyPartsHasOneLimit() throws Exception {
        echo("/things/ws/parts");

        try (Peer peer = open("/api/ws/parts")) {
            peer.send(new Frame(false, Frame.BINARY, false, new byte[40_000]));
            assertThat(peer.next().payload()).hasSize(40_000);
            peer.send(new Frame(false, Frame.CONTINUATION, false, new byte[20_000]));
            assertThat(peer.next().payload()).hasSize(20_000);

            assertThat(peer.send(new Frame(true, Frame.CONTINUATION, false, new byte[6_000]))
                            .next()
                            .code())
                    .isEqualTo(1009);
        }
    }

    @Test
    default void anUpstreamThatSendsTooMuchIsHeldToTheSameLimit() throws Exception {
        upstreamSends("/things/ws/toomuch", new Frame(true, Frame.BINARY, false, new byte[65_537]));

        try (Peer peer = open("/api/ws/toomuch")) {
            assertThat(peer.next().code()).isEqualTo(1009);
        }
    }

    @Test
    default void anUpstreamThatMasksEndsTheConnection() throws Exception {
        upstreamSends("/things/ws/masked", Frame.text("x").mask());

        try (Peer peer = open("/api/ws/masked")) {
            assertThat(peer.next().code()).isEqualTo(1002);
        }
    }

    private void upstreamSends(String path, Frame frame) {
        UPSTREAM.on(path, call -> {
            agree(call, "");
            call.out().write(frame.bytes());
            Frame.read(call.in());
        });
    }
}
