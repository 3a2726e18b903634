package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.wire.Conversations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the listener would mend is refused before it does, in however many parts it comes, and what is right is not. */
interface Strictness extends Situation {
    int PAUSE_MILLIS = 40;

    /** Without those behind chunks, where the gateway ends the connection anyway. */
    static Stream<String> broken() {
        return Conversations.broken().filter(text -> !text.contains("0\n\nGET")).map(Strictness::routed);
    }

    private static String routed(String text) {
        return text.replace("/x", "/api/hostile/x");
    }

    private String untilClosed(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) {
            // An end, too.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private String sent(byte[]... parts) throws Exception {
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            try {
                for (byte[] part : parts) {
                    socket.getOutputStream().write(part);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (SocketException refused) {
                // Before all has been sent.
            }
            return untilClosed(socket);
        }
    }

    private static byte[] part(byte[] all, int from, int to) {
        int begin = Math.max(0, from);
        return Arrays.copyOfRange(all, begin, Math.max(begin, to));
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.gateway.it.Strictness#broken")
    default void whatMayNotBeEndsTheConnectionAtOnce(String text) throws Exception {
        byte[] all = Conversations.wire(text);

        assertThat(sent(all)).contains("HTTP/1.1 400 ");
    }

    @Test
    default void whatIsRefusedIsCounted() throws Exception {
        String counter = "gatehouse_gateway_malformed_messages_total";
        assertThat(metrics().sum("gatehouse_gateway_strict_listeners")).isPositive();
        double before = metrics().sum(counter);

        raw("GET  /api/hostile/x HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(metrics().sum(counter)).isGreaterThan(before);
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.gateway.it.Strictness#broken")
    default void whateverPartsItComesIn(String text) throws Exception {
        byte[] all = Conversations.wire(text);
        int good = Conversations.good(text);

        assertThat(sent(part(all, 0, good - 2), part(all, good - 2, good), part(all, good, all.length)))
                .contains("HTTP/1.1 400 ");
    }

    @Test
    default void aBodyIsNotLostByCapitalLettersInAHeadThatComesInParts() throws Exception {
        String body = "3\r\nabc\r\n0\r\n\r\n";
        UPSTREAM.on(
                "/things/open/capitals",
                call -> call.ok(new String(call.in().readNBytes(body.length()), StandardCharsets.US_ASCII)));
        byte[] head = Conversations.wire("POST /api/open/capitals HTTP/1.1\nHost: h\nTransfer-Encoding: Chunked\n");

        assertThat(sent(
                        part(head, 0, 50),
                        part(head, 50, head.length),
                        ("\r\n" + body).getBytes(StandardCharsets.US_ASCII)))
                .startsWith("HTTP/1.1 200 ")
                .contains("abc");
    }
}
