package io.gatehouse.gateway.websocket;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A WebSocket frame as tests write and read it, simply and slowly. */
@SuppressWarnings("ArrayRecordComponent") // compared by what is in it, never as a whole
public record Frame(boolean last, int opcode, boolean masked, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int KEY = 0x01020304;

    public static Frame text(String text) {
        return new Frame(true, TEXT, false, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame close(int code) {
        return new Frame(
                true,
                CLOSE,
                false,
                ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** As a client sends it. */
    public Frame mask() {
        return new Frame(last, opcode, true, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The status code of a Close frame. */
    public int code() {
        return ByteBuffer.wrap(payload).getShort();
    }

    public byte[] bytes() {
        int length = payload.length;
        ByteBuffer bytes = ByteBuffer.allocate(14 + length);
        bytes.put((byte) ((last ? 0x80 : 0) | opcode));
        int mask = masked ? 0x80 : 0;
        if (length < 126) {
            bytes.put((byte) (mask | length));
        } else if (length < 1 << 16) {
            bytes.put((byte) (mask | 126)).putShort((short) length);
        } else {
            bytes.put((byte) (mask | 127)).putLong(length);
        }
        byte[] copy = payload.clone();
        if (masked) {
            bytes.putInt(KEY);
            unmask(copy, KEY);
        }
        bytes.put(copy);
        byte[] whole = new byte[bytes.position()];
        bytes.flip().get(whole);
        return whole;
    }

    /** The next frame; null where the stream ends. */
    public static @Nullable Frame read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int first = in.read();
        if (first < 0) {
            return null;
        }
        try {
            int second = in.readUnsignedByte();
            boolean masked = (second & 0x80) != 0;
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            int key = masked ? in.readInt() : 0;
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            unmask(payload, key);
            return new Frame((first & 0x80) != 0, first & 0xF, masked, payload);
        } catch (EOFException cut) {
            return null;
        }
    }

    private static void unmask(byte[] payload, int key) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (key >>> (8 * (3 - i % 4)));
        }
    }
}
