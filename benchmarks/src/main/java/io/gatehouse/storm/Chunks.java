package io.gatehouse.storm;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A body in chunks (RFC 9112 section 7.1), without them. One that is broken off is an error. */
final class Chunks extends InputStream {
    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,7}");

    private final InputStream in;
    private int left;
    private boolean begun;
    private boolean over;

    Chunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (!more()) {
            return -1;
        }
        left--;
        return whole(in.read());
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0 || !more()) {
            return length == 0 ? 0 : -1;
        }
        int count = whole(in.read(to, offset, Math.min(left, length)));
        left -= count;
        return count;
    }

    private boolean more() throws IOException {
        if (left == 0 && !over) {
            if (begun) {
                lineEnd();
            }
            begun = true;
            left = size();
            over = left == 0;
            if (over) {
                lineEnd();
            }
        }
        return !over;
    }

    private int size() throws IOException {
        StringBuilder size = new StringBuilder();
        for (int next = whole(in.read()); next != '\r'; next = whole(in.read())) {
            size.append((char) next);
        }
        if (whole(in.read()) != '\n' || !SIZE.matcher(size).matches()) {
            throw new IOException("no size of a chunk: " + size);
        }
        return Integer.parseInt(size, 0, size.length(), 16);
    }

    private void lineEnd() throws IOException {
        if (whole(in.read()) != '\r' || whole(in.read()) != '\n') {
            throw new IOException("no chunk ends here");
        }
    }

    private static int whole(int read) throws IOException {
        if (read < 0) {
            throw new IOException("cut");
        }
        return read;
    }
}
