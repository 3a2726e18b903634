package io.gatehouse.gateway.wire;

import static io.gatehouse.gateway.wire.Octets.LINE_FEED;
import static io.gatehouse.gateway.wire.Octets.RETURN;
import static io.gatehouse.gateway.wire.Octets.SPACE;
import static io.gatehouse.gateway.wire.Octets.TAB;

import java.nio.charset.StandardCharsets;

/** What a request begins with (RFC 9112 section 3): three parts and one space between them. Empty lines before it are passed over (section 2.2). */
final class RequestLine {
    private static final byte[] TUNNEL = "CONNECT".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRACE = "TRACE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREFACE = "PRI".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEWER = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);

    private enum Next {
        FIRST,
        END_OF_EMPTY,
        METHOD,
        TARGET,
        VERSION,
        END,
        NOTHING
    }

    private final Target target = new Target();
    private Next next = Next.FIRST;
    private byte[] word = PREFACE;
    /** How many bytes of the part at hand have come, and whether they are those of the word. */
    private int count;

    private boolean same;
    private boolean opensTunnel;
    private boolean trace;
    private boolean newer;

    void begin() {
        next = Next.FIRST;
    }

    boolean isOver() {
        return next == Next.NOTHING;
    }

    /** Whether no request can follow on the connection, whatever the fields say: CONNECT, and the preface of HTTP/2. */
    boolean opensTunnel() {
        return opensTunnel;
    }

    /** RFC 9110 section 9.3.8: a method that has no content. */
    boolean isTrace() {
        return trace;
    }

    boolean isOfHttp11() {
        return newer;
    }

    /** The index behind what was read; of the first byte that may not be, its complement. */
    int read(byte[] bytes, int at, int to) {
        return switch (next) {
            case FIRST -> first(bytes[at], at);
            case END_OF_EMPTY -> lineFeed(bytes[at], at, Next.FIRST);
            case METHOD -> method(bytes, at, to);
            case TARGET -> target(bytes, at, to);
            case VERSION -> version(bytes, at, to);
            case END -> lineFeed(bytes[at], at, Next.NOTHING);
            case NOTHING -> throw new IllegalStateException(next.name());
        };
    }

    private int first(byte b, int at) {
        if (b == RETURN) {
            next = Next.END_OF_EMPTY;
            return at + 1;
        }
        if (b == SPACE || b == TAB || b == LINE_FEED) {
            return ~at;
        }
        expect(b == TUNNEL[0] ? TUNNEL : b == TRACE[0] ? TRACE : PREFACE);
        next = Next.METHOD;
        return at;
    }

    private void expect(byte[] expected) {
        word = expected;
        count = 0;
        same = true;
    }

    private void take(byte b) {
        same = same && count < word.length && word[count] == b;
        count++;
    }

    private boolean isWord() {
        return same && count == word.length;
    }

    private int method(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == SPACE) {
                trace = isWord() && word == TRACE;
                opensTunnel = isWord() && !trace;
                count = 0;
                target.begin();
                next = Next.TARGET;
                return at + 1;
            }
            if (b == TAB || b == RETURN || b == LINE_FEED) {
                return ~at;
            }
            take(b);
        }
        return to;
    }

    private int target(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isEndOfPart(bytes[at]) && target.take(bytes[at])) {
            at++;
        }
        count += at - from;
        if (at == to) {
            return at;
        }
        if (bytes[at] != SPACE || count == 0 || !target.isWhole()) {
            return ~at;
        }
        expect(NEWER);
        next = Next.VERSION;
        return at + 1;
    }

    private static boolean isEndOfPart(byte b) {
        return b == SPACE || b == TAB || b == RETURN || b == LINE_FEED;
    }

    private int version(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == RETURN && count > 0) {
                newer = isWord();
                next = Next.END;
                return at + 1;
            }
            if (isEndOfPart(b)) {
                return ~at;
            }
            take(b);
        }
        return to;
    }

    private int lineFeed(byte b, int at, Next following) {
        if (b != LINE_FEED) {
            return ~at;
        }
        next = following;
        return at + 1;
    }
}
