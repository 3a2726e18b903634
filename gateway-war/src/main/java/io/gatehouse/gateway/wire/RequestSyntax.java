package io.gatehouse.gateway.wire;

/**
 * How the bytes of one connection are divided into requests (RFC 9112), read once, in the order in which they come and in whatever parts: lines and their ends, the parts of
 * the request line, names of fields, where a body ends, chunks, trailers, the next request. It tells the first byte that may not be. What the parts say is judged
 * only where the server fails on it: all else reaches others as it is, and a dividing line that was mended does not. The name of a coding becomes small letters, in place: so the server compares it.
 *
 * <p>Nothing is kept but where it stands, so no input makes it larger. Behind a request to change the protocol, behind CONNECT and the preface of HTTP/2, and behind
 * codings that only somebody else understands it says nothing any more: the server or the gateway takes no other request from such a connection.
 *
 * <p>For one thread at a time.
 */
public final class RequestSyntax {
    /** What {@link #check} answers when nothing is wrong. */
    public static final int NOTHING = -1;

    private enum Part {
        LINE,
        FIELDS,
        BODY,
        CHUNKS,
        TRAILERS,
        OTHER,
        REFUSED
    }

    private final RequestLine line = new RequestLine();
    private final Fields fields = new Fields();
    private final ChunkLines chunks = new ChunkLines();
    private Part part = Part.LINE;
    private long left;

    /**
     * Reads the bytes from one index up to another.
     *
     * @return the index of the first byte that may not be, behind which nothing may be read; or {@link #NOTHING}
     */
    public int check(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.OTHER) {
            int next = read(bytes, at, to);
            if (next < 0) {
                part = Part.REFUSED;
                return ~next;
            }
            at = next;
        }
        return NOTHING;
    }

    /** Whether so many bytes that come next need not be read, for they are all data, or of another protocol. If so, they have been passed over. */
    public boolean passes(int count) {
        if (part == Part.BODY && left > count) {
            left -= count;
            return true;
        }
        if (part == Part.CHUNKS && chunks.data() > count) {
            chunks.pass(count);
            return true;
        }
        return part == Part.OTHER;
    }

    /** Whether a byte has come that may not be. */
    public boolean isBroken() {
        return part == Part.REFUSED;
    }

    private int read(byte[] bytes, int at, int to) {
        return switch (part) {
            case LINE -> line(line.read(bytes, at, to));
            case FIELDS -> fields(fields.read(bytes, at, to), at);
            case BODY -> body(at, to);
            case CHUNKS -> chunks(chunks.read(bytes, at, to));
            case TRAILERS -> trailers(fields.read(bytes, at, to));
            case OTHER, REFUSED -> throw new IllegalStateException(part.name());
        };
    }

    private int line(int next) {
        if (line.isOver()) {
            fields.begin(false);
            part = Part.FIELDS;
        }
        return next;
    }

    /** RFC 9112 section 3.2: no request without a host, of whatever kind its target is. */
    private int fields(int next, int at) {
        if (!fields.isOver()) {
            return next;
        }
        if ((line.isOfHttp11() && !fields.haveHost()) || (line.isTrace() && fields.announceContent())) {
            return ~at;
        }
        begin(behindHead());
        return next;
    }

    private Part behindHead() {
        if (fields.haveUpgrade() || (fields.haveCoding() && !fields.sayChunked())) {
            return Part.OTHER;
        }
        if (fields.haveCoding()) {
            return Part.CHUNKS;
        }
        if (fields.length() > 0) {
            return Part.BODY;
        }
        return line.opensTunnel() && !fields.haveLength() ? Part.OTHER : Part.LINE;
    }

    private void begin(Part next) {
        part = next;
        left = fields.length();
        chunks.begin();
        line.begin();
    }

    private int body(int at, int to) {
        int count = (int) Math.min(left, to - at);
        left -= count;
        if (left == 0) {
            part = Part.LINE;
        }
        return at + count;
    }

    private int chunks(int next) {
        if (chunks.isOver()) {
            fields.begin(true);
            part = Part.TRAILERS;
        }
        return next;
    }

    private int trailers(int next) {
        if (fields.isOver()) {
            part = Part.LINE;
        }
        return next;
    }
}
