package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.forwarded;
import static io.gatehouse.gateway.it.Hostile.forwardedLast;
import static io.gatehouse.gateway.it.Hostile.refused;

import java.util.stream.Stream;

/** Handshakes that are none, and protocols that nobody offers. */
final class HostileUpgrades {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\n";
    private static final String ASKED = "Connection: Upgrade\nUpgrade: websocket\n";

    private HostileUpgrades() {}

    static Stream<Hostile> handshakes() {
        return Stream.of(
                refused(426, "no version", handshake(ASKED + KEY)),
                refused(426, "another version", handshake(ASKED + KEY + "Sec-WebSocket-Version: 8\n")),
                refused(426, "two versions in one field", handshake(ASKED + KEY + "Sec-WebSocket-Version: 8, 13\n")),
                refused("no key", handshake(ASKED + VERSION)),
                refused("two keys", handshake(ASKED + VERSION + KEY + KEY)),
                refused("a key that is too short", handshake(ASKED + VERSION + "Sec-WebSocket-Key: c21hbGw=\n")),
                refused("a key that is no Base64", handshake(ASKED + VERSION + "Sec-WebSocket-Key: smuggled!!\n")),
                refused("two hosts", handshake(ASKED + VERSION + KEY + "Host: h\n")),
                refused("a field that is none", handshake(ASKED + VERSION + KEY + "X Smuggled: 1\n")),
                refused("a coding nobody knows", handshake(ASKED + VERSION + KEY + "Transfer-Encoding: smuggled\n")),
                forwardedLast(
                        "with a body it is an ordinary request",
                        handshake(ASKED + VERSION + KEY + "Content-Length: 3\n") + "abc",
                        "GET /things/hostile/ws/x HTTP/1.1\n",
                        "abc"),
                forwardedLast(
                        "with POST it is an ordinary request",
                        "POST /api/hostile/ws/x HTTP/1.1\nHost: h\n" + ASKED + VERSION + KEY + "\n",
                        "POST /things/hostile/ws/x HTTP/1.1\n"),
                forwardedLast(
                        "another protocol is not offered",
                        handshake("Connection: Upgrade\nUpgrade: smuggled\n"),
                        "GET /things/hostile/ws/x HTTP/1.1\n"),
                forwardedLast(
                        "HTTP/2 without TLS is not offered",
                        handshake("Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: smuggled\n"),
                        "GET /things/hostile/ws/x HTTP/1.1\n"),
                forwardedLast(
                        "Upgrade that Connection does not name",
                        handshake("Upgrade: websocket\n" + VERSION + KEY),
                        "GET /things/hostile/ws/x HTTP/1.1\n"),
                forwardedLast(
                        "where the route takes no WebSocket",
                        "GET /api/hostile/x HTTP/1.1\nHost: h\n" + ASKED + VERSION + KEY + "\n",
                        "GET /things/hostile/x HTTP/1.1\n"),
                forwarded(
                        "Connection: Upgrade alone",
                        handshake("Connection: Upgrade\n"),
                        "GET /things/hostile/ws/x HTTP/1.1\n"));
    }

    /** The server leaves the chunks on such a body, for it takes it for another protocol. Where they end nobody can tell who is refused, so that takes its time. */
    static Stream<Hostile> chunks() {
        return Stream.of(
                forwardedLast("chunks", chunked("3\nabc\n2\nde\n0\n\n"), "Transfer-Encoding: chunked\n", "abcde"),
                forwardedLast("no data", chunked("0\n\n"), "Transfer-Encoding: chunked\n"),
                forwardedLast("an extension", chunked("3;smuggled=1\nabc\n0\n\n"), "abc"),
                forwardedLast("trailers", chunked("3\nabc\n0\nX-Smuggled: 1\n\n"), "abc"),
                forwardedLast(
                        "a request behind them",
                        chunked("3\nabc\n0\n\nGET /api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                        "abc"),
                forwardedLast("zeros before a size", chunked("00003\nabc\n0\n\n"), "abc"),
                refused("a size that is no number", chunked("smuggled\nabc\n0\n\n")),
                refused("a bare line feed behind data", chunked("3\nabc␊0\n\n")),
                refused("data beyond the size", chunked("3\nabcsmuggled\n0\n\n")),
                refused("extensions without end", chunked("3;" + "a".repeat(20_000) + "\nabc\n0\n\n")),
                refused("a length as well", chunked("Content-Length: 3\n", "3\nabc\n0\n\n")));
    }

    private static String chunked(String body) {
        return chunked("", body);
    }

    private static String chunked(String fields, String body) {
        return "POST /api/hostile/x HTTP/1.1\nHost: h\nConnection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAEAAEAA\n"
                + "Transfer-Encoding: chunked\n" + fields + "\n" + body;
    }

    private static String handshake(String fields) {
        return "GET /api/hostile/ws/x HTTP/1.1\nHost: h\n" + fields + "\n";
    }
}
