package io.gatehouse.gateway.transform;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The gzip format (RFC 1952), part by part. Whoever makes one must end it. */
final class Gzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int TRAILER = 8;
    private static final byte[] NOTHING = {};

    // The fastest level: texts shrink to about a fourth, and a gateway has other things to do than the last percents.
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 checksum = new CRC32();
    private boolean begun;

    /** What can be sent now that this has been added; perhaps nothing. With {@code flush}, all of it can be read by the receiver. */
    byte[] add(ByteBuffer part, boolean flush) {
        int size = part.remaining();
        if (size == 0) {
            return NOTHING;
        }
        checksum.update(part.array(), part.arrayOffset() + part.position(), size);
        deflater.setInput(part.array(), part.arrayOffset() + part.position(), size);
        return deflated(flush ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH, size / 2 + 64)
                .toByteArray();
    }

    /** The rest. */
    byte[] finish() {
        deflater.finish();
        ByteArrayOutputStream rest = deflated(Deflater.NO_FLUSH, 512);
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER)
                .putInt(Integer.reverseBytes((int) checksum.getValue()))
                .putInt(Integer.reverseBytes((int) deflater.getBytesRead()));
        rest.writeBytes(trailer.array());
        return rest.toByteArray();
    }

    void end() {
        deflater.end();
    }

    private ByteArrayOutputStream deflated(int mode, int capacity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(capacity);
        byte[] buffer = new byte[capacity];
        int count = deflater.deflate(buffer, 0, buffer.length, mode);
        while (count > 0) {
            if (!begun) {
                begun = true;
                out.writeBytes(HEADER);
            }
            out.write(buffer, 0, count);
            count = deflater.deflate(buffer, 0, buffer.length, mode);
        }
        return out;
    }
}
