package io.gatehouse.gateway.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message that no good client sends, and what must become of it. Each is followed on its connection by a good request, the end, which shows whether the
 * connection was closed. Whatever an upstream must never see bears the word {@code smuggled}.
 *
 * @param message lines end with CR LF; {@code ␍ ␊ ␀ ␉ ␛ ␡} are the characters that they depict
 * @param statuses of all answers on the connection until it is closed
 * @param seen what stands in the one request that the upstream gets; null when it gets none
 * @param goesOn whether the end is answered, too
 * @param mended whether the server makes something good of what is not, before the gateway sees it
 */
record Hostile(String name, String message, List<Integer> statuses, List<String> seen, boolean goesOn, boolean mended) {
    private static final List<String> NOTHING = List.of();
    private static final List<Integer> ANY = List.of(-1);

    /** The gateway or its server says 400, closes the connection, and forwards nothing. */
    static Hostile refused(String name, String message) {
        return refused(400, name, message);
    }

    static Hostile refused(int status, String name, String message) {
        return new Hostile(name, message, List.of(status), NOTHING, false, false);
    }

    /** Closed without a word. */
    static Hostile dropped(String name, String message) {
        return new Hostile(name, message, List.of(), NOTHING, false, false);
    }

    /** Whatever the server makes of it, and that is not always the same: nothing of it is forwarded. */
    static Hostile harmless(String name, String message) {
        return new Hostile(name, message, ANY, NOTHING, false, false);
    }

    /** The gateway answers by itself, and takes the next request. */
    static Hostile answered(int status, String name, String message) {
        return new Hostile(name, message, List.of(status), NOTHING, true, false);
    }

    /** Taken for what it is, and the next request too. */
    static Hostile forwarded(String name, String message, String... seen) {
        return new Hostile(name, message, List.of(200), List.of(seen), true, false);
    }

    /** Taken for what it is, but the connection is closed. */
    static Hostile forwardedLast(String name, String message, String... seen) {
        return new Hostile(name, message, List.of(200), List.of(seen), false, false);
    }

    /** Not right, but the server makes it so, and the next request is taken, too. docs/forwarding.md lists these by their names. */
    static Hostile mended(String name, String message, String... seen) {
        return new Hostile(name, message, List.of(200), List.of(seen), true, true);
    }

    /** A GET of this target that is fine otherwise. */
    static String get(String target) {
        return "GET " + target + " HTTP/1.1\nHost: h\n\n";
    }

    /** A GET that is fine but for these fields. */
    static String with(String fields) {
        return "GET /api/hostile/x HTTP/1.1\nHost: h\n" + fields + "\n\n";
    }

    /** A POST with these fields and this body. */
    static String post(String fields, String body) {
        return "POST /api/hostile/x HTTP/1.1\nHost: h\n" + fields + "\n\n" + body;
    }

    /** Whether it does not matter what is answered, and whether the end is. */
    boolean isAnyAnswerRight() {
        return statuses.equals(ANY);
    }

    /** Whether the upstream gets this request. */
    boolean isForwarded() {
        return !seen.isEmpty();
    }

    /** The good request that follows, with the number of the strike that it belongs to. */
    static byte[] end(int strike) {
        return wire("GET /api/hostile/end HTTP/1.1\nHost: h\nX-Strike: " + strike + "\nConnection: close\n\n");
    }

    /** What goes over the wire: the message and the end. */
    byte[] bytes(int strike) {
        byte[] end = end(strike);
        byte[] all = Arrays.copyOf(bytesAlone(), bytesAlone().length + end.length);
        System.arraycopy(end, 0, all, all.length - end.length, end.length);
        return all;
    }

    /** The message without the end. */
    byte[] bytesAlone() {
        return wire(message);
    }

    private static byte[] wire(String text) {
        String wire = text.replace("\n", "\r\n")
                .replace('␍', '\r')
                .replace('␊', '\n')
                .replace('␀', '\0')
                .replace('␉', '\t')
                .replace('␛', '\u001b')
                .replace('␡', '\u007f');
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The statuses of this message and of the end. */
    List<Integer> allStatuses() {
        return goesOn ? Stream.concat(statuses.stream(), Stream.of(200)).toList() : statuses;
    }

    @Override
    public String toString() {
        return name;
    }
}
