package io.gatehouse.gateway.websocket;

import java.nio.ByteBuffer;

/**
 * Follows the frames of one direction as their bytes pass by, in whatever pieces they come (RFC 6455 section 5.2).
 *
 * <p>A frame's header is held back until it is whole and found good. So what has been passed on ends at a frame's border or within a frame that was
 * good, and at a border the gateway can put in a frame of its own. Payloads are not looked at, and extensions may use the reserved bits: those are matters between
 * the peers.
 */
final class FrameWatch {
    private static final int LONGEST_HEADER = 14;
    private static final int LONGEST_CONTROL = 125;
    private static final int CONTINUATION = 0;
    private static final int FIRST_CONTROL = 8;

    private final boolean fromClient;
    private final long longestMessage;
    private final ByteBuffer held = ByteBuffer.allocate(LONGEST_HEADER);
    private long payloadLeft;
    private long message;
    private boolean inMessage;

    /**
     * Begins at a border.
     *
     * @param fromClient whose frames are masked
     * @param longestMessage the most bytes that a message may have, over all its fragments
     */
    FrameWatch(boolean fromClient, long longestMessage) {
        this.fromClient = fromClient;
        this.longestMessage = longestMessage;
    }

    /** Whether all that has been passed on makes whole frames. */
    boolean isAtBorder() {
        return payloadLeft == 0;
    }

    /**
     * Takes what came and returns what may go on, perhaps nothing yet.
     *
     * @throws FrameViolation when what comes next must not go on
     */
    ByteBuffer pass(ByteBuffer came) throws FrameViolation {
        ByteBuffer bytes = joined(came);
        int at = bytes.position();
        int end = bytes.limit();
        while (at < end) {
            int inFrame = (int) Math.min(payloadLeft, end - at);
            payloadLeft -= inFrame;
            at += inFrame;
            int header = at < end ? headerLength(bytes, at) : 0;
            if (header > end - at || (at < end && header == 0)) {
                break;
            }
            if (header > 0) {
                enter(bytes, at);
                at += header;
            }
        }
        ByteBuffer rest = bytes.duplicate().position(at);
        held.put(rest);
        return bytes.limit(at);
    }

    private ByteBuffer joined(ByteBuffer came) {
        if (held.position() == 0) {
            return came;
        }
        ByteBuffer bytes = ByteBuffer.allocate(held.position() + came.remaining());
        bytes.put(held.flip()).put(came).flip();
        held.clear();
        return bytes;
    }

    /** 0 when even that cannot be told yet. */
    private static int headerLength(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < 2) {
            return 0;
        }
        int second = bytes.get(at + 1);
        int mask = second < 0 ? 4 : 0;
        return switch (second & 0x7F) {
            case 126 -> 4 + mask;
            case 127 -> 10 + mask;
            default -> 2 + mask;
        };
    }

    private void enter(ByteBuffer bytes, int at) throws FrameViolation {
        boolean last = bytes.get(at) < 0;
        int opcode = bytes.get(at) & 0xF;
        boolean masked = bytes.get(at + 1) < 0;
        long length = payloadLength(bytes, at);
        if (masked != fromClient) {
            throw violation(fromClient ? "a client's frame that is not masked" : "a server's frame that is masked");
        }
        if (length < 0) {
            throw violation("a length beyond 63 bits");
        }
        if (opcode >= FIRST_CONTROL) {
            if (!last || length > LONGEST_CONTROL) {
                throw violation("a control frame that is fragmented or longer than 125 bytes");
            }
        } else {
            enterMessage(opcode, last, length);
        }
        payloadLeft = length;
    }

    private void enterMessage(int opcode, boolean last, long length) throws FrameViolation {
        if (inMessage != (opcode == CONTINUATION)) {
            throw violation(inMessage ? "a message within a message" : "a continuation of nothing");
        }
        message += length;
        if (message > longestMessage || message < 0) {
            throw new FrameViolation(CloseFrame.MESSAGE_TOO_BIG, "a message of more than " + longestMessage + " bytes");
        }
        inMessage = !last;
        if (last) {
            message = 0;
        }
    }

    private static long payloadLength(ByteBuffer bytes, int at) {
        int length = bytes.get(at + 1) & 0x7F;
        return switch (length) {
            case 126 -> bytes.getShort(at + 2) & 0xFFFFL;
            case 127 -> bytes.getLong(at + 2);
            default -> length;
        };
    }

    private static FrameViolation violation(String what) {
        return new FrameViolation(CloseFrame.PROTOCOL_ERROR, what);
    }
}
