package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hostile clients send, byte by byte, what they get for it, and what no upstream ever sees of it. */
interface HostileRequests extends Situation {
    RecordingUpstream RECORDING = new RecordingUpstream();
    AtomicInteger STRIKES = new AtomicInteger();
    String END = "GET /things/hostile/end HTTP/1.1\r\n";
    Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    /** Where a connection has to be closed; longer than the gateway lets a client take to send the rest of what was refused. */
    int PATIENCE_MILLIS = 60_000;
    /** Where it may be left open. */
    int SHORT_PATIENCE_MILLIS = 8_000;

    /** All that comes on a connection after these bytes, until it is closed. */
    private String exchange(byte[] bytes, int patienceMillis) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(patienceMillis);
            try {
                socket.getOutputStream().write(bytes);
            } catch (SocketException enough) {
                // The rest is not wanted; why not has been said already.
            }
            return untilClosed(socket);
        }
    }

    /** A reset is an end, too. */
    private static String untilClosed(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.write(next);
            }
        } catch (SocketException reset) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException open) {
            return answer.toString(StandardCharsets.ISO_8859_1) + "HTTP/1.1 000 (still open)";
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static List<Integer> statuses(String answer) {
        return STATUS.matcher(answer)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .toList();
    }

    /** What the upstream got, but for ends of earlier strikes, where any answer was right. */
    private static List<String> recorded(int strike) {
        return RECORDING.requests().stream()
                .filter(request ->
                        !request.contains("\r\nx-strike: ") || request.contains("\r\nx-strike: " + strike + "\r\n"))
                .toList();
    }

    default void strike(Hostile hostile) throws Exception {
        int strike = STRIKES.incrementAndGet();
        RECORDING.forget();

        String answer =
                exchange(hostile.bytes(strike), hostile.isAnyAnswerRight() ? SHORT_PATIENCE_MILLIS : PATIENCE_MILLIS);

        List<String> requests = recorded(strike);
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(request.toLowerCase(Locale.ROOT)).doesNotContain("smuggled"));
        if (hostile.isAnyAnswerRight()) {
            assertThat(requests).allMatch(request -> request.startsWith(END));
        } else {
            assertThat(statuses(answer)).as(answer).isEqualTo(hostile.allStatuses());
            assertThat(requests).as(answer).hasSize((hostile.isForwarded() ? 1 : 0) + (hostile.goesOn() ? 1 : 0));
        }
        hostile.seen().forEach(text -> assertThat(requests.get(0)).contains(text.replace("\n", "\r\n")));
        if (hostile.goesOn()) {
            assertThat(requests.get(requests.size() - 1)).startsWith(END);
        }
        assertThat(statuses(exchange(Hostile.end(strike), PATIENCE_MILLIS)))
                .as("a good request on another connection")
                .containsExactly(200);
        assertNothingSmuggled();
    }

    private static void assertNothingSmuggled() {
        assertThat(RECORDING.requests())
                .allSatisfy(
                        request -> assertThat(request.toLowerCase(Locale.ROOT)).doesNotContain("smuggled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#cut")
    default void messagesThatAreCutShortAreNeverWhole(Hostile hostile) throws Exception {
        int strike = STRIKES.incrementAndGet();
        RECORDING.forget();

        try (Socket socket = connect()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(hostile.bytesAlone());
            socket.shutdownOutput();
            untilClosed(socket);
        }

        assertThat(statuses(exchange(Hostile.end(strike), PATIENCE_MILLIS))).containsExactly(200);
        assertThat(recorded(strike)).as("the good one").hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileAddresses#paths")
    default void pathsThatServersReadDifferently(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileOddities#paths")
    default void pathsWhereTheRouteAllowsOddities(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileAddresses#queries")
    default void queries(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileAddresses#requestLines")
    default void requestLinesAndMethods(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileAddresses#versions")
    default void versions(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileAddresses#hosts")
    default void hosts(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFields#fields")
    default void headerFields(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFields#hopByHop")
    default void fieldsAboutTheConnection(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFields#identities")
    default void fieldsThatOnlyTheGatewayMaySend(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileSizes#sizes")
    default void messagesThatAreTooLarge(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#lengths")
    default void lengths(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#codings")
    default void transferCodings(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#both")
    default void lengthsBesideTransferCodings(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#chunks")
    default void chunks(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileFraming#smuggling")
    default void requestsWithinRequests(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileUpgrades#handshakes")
    default void upgrades(Hostile hostile) throws Exception {
        strike(hostile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.gateway.it.HostileUpgrades#chunks")
    default void chunksBehindAnUpgrade(Hostile hostile) throws Exception {
        strike(hostile);
    }
}
