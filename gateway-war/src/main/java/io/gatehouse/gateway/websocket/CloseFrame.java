package io.gatehouse.gateway.websocket;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** Close frames by the gateway (RFC 6455 section 5.5.1), and the status codes it uses (section 7.4.1). */
final class CloseFrame {
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int MESSAGE_TOO_BIG = 1009;

    private static final byte FINAL_CLOSE = (byte) 0x88;
    private static final byte TWO_BYTES = 2;
    private static final byte MASKED = (byte) 0x80;

    private CloseFrame() {}

    /** As a server says it to its client: not masked. */
    static ByteBuffer toClient(int code) {
        return ByteBuffer.allocate(4)
                .put(FINAL_CLOSE)
                .put(TWO_BYTES)
                .putShort((short) code)
                .flip();
    }

    /** As a client says it to its server: masked, with a key that nobody can foresee from outside (section 5.3). */
    static ByteBuffer toUpstream(int code) {
        int key = ThreadLocalRandom.current().nextInt();
        return ByteBuffer.allocate(8)
                .put(FINAL_CLOSE)
                .put((byte) (MASKED | TWO_BYTES))
                .putInt(key)
                .putShort((short) (code ^ (key >>> 16)))
                .flip();
    }
}
