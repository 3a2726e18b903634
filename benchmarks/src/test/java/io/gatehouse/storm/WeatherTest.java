package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and the upstreams of the storm, without a gateway in between. */
class WeatherTest {
    private final LongAdder spoiled = new LongAdder();
    private int port;

    @SuppressWarnings("NullAway.Init")
    private Instance instance;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeEach
    void setUp() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        instance = new Instance(port, spoiled);
        client = new Client(port);
    }

    @AfterEach
    void tearDown() throws Exception {
        client.close();
        instance.close();
    }

    @Test
    void onAFairDayEveryAnswerIsTheOneAskedFor() {
        for (int i = 0; i < 50; i++) {
            assertThat(client.ask("any", i, i * 1_000, i % 2 == 0)).isEqualTo(Client.GOOD);
        }
        assertThat(spoiled.sum()).isZero();
    }

    @Test
    void whoeverSendsATokenOfAnotherHasSpoiltTheRequest() {
        try (Client mistaken = new Client(port, new Bearer("anna", "e30.e30.e30"))) {
            assertThat(mistaken.ask("any", 1, 1, false)).isEqualTo(Client.GOOD);
        }
        assertThat(spoiled.sum()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void aStreamOfEventsFlowsUntilSomebodyEndsIt() throws Exception {
        Listeners listeners = new Listeners("events", port, 2, i -> Bearer.NOBODY);
        Figures figures = new Figures();
        while (figures.all() < 4) {
            Thread.sleep(300);
            figures = listeners.next();
        }
        listeners.stop();

        assertThat(figures.of(Client.GOOD)).isEqualTo(figures.all());
    }

    @Test
    @Timeout(60)
    void aStreamThatBreaksIsWrong() throws Exception {
        Listeners listeners = new Listeners("any", port, 1, i -> Bearer.NOBODY);
        Figures figures = new Figures();
        while (figures.all() == 0) {
            Thread.sleep(10);
            figures = listeners.next();
        }
        listeners.stop();

        assertThat(figures.outcomes().keySet()).allMatch(outcome -> outcome.startsWith(Client.WRONG));
    }

    @Test
    void anAnswerThatWasKeptTooLongIsFound() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nX-Number: 7\r\nX-Made: 1\r\nContent-Length: 10\r\n\r\n";

        assertThat(answeredWith(head, Content.of(7, 10)))
                .isEqualTo(Client.WRONG + "an answer that was not fresh any more");
    }

    @Test
    void whatIsCutIsNeverTakenForGood() throws Exception {
        instance.weather(Weather.CUT);

        Set<String> outcomes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(client.ask("any", i, 2_000, false).replaceAll("(?s)no answer.*", "no answer"));
        }

        assertThat(outcomes).isSubsetOf(Client.CUT, Client.WRONG + "no answer").contains(Client.CUT);
    }

    @Test
    void neitherIsGarbage() throws Exception {
        instance.weather(Weather.GARBAGE);

        for (int i = 0; i < 50; i++) {
            assertThat(outcomeOf(i)).isNotEqualTo(Client.GOOD);
        }
    }

    /** The gateway never passes on what has no meaning; a client may fail at it in any way. */
    private String outcomeOf(int number) {
        try {
            return client.ask("any", number, 100, false);
        } catch (RuntimeException notHttp) {
            client.close();
            return notHttp.toString();
        }
    }

    @Test
    void nobodyListensWhereAnInstanceIsDeadUntilItIsNot() throws Exception {
        instance.weather(Weather.DEAD);
        assertThat(client.ask("any", 1, 1, false)).startsWith(Client.WRONG + "no answer");

        instance.weather(Weather.FAIR);
        assertThat(client.ask("any", 2, 1, false)).isEqualTo(Client.GOOD);
    }

    @Test
    void anErrorOfTheUpstreamIsKnownAsItsOwn() throws Exception {
        instance.weather(Weather.ERRORS);

        assertThat(client.ask("any", 1, 1, true)).isIn("500 of the upstream", "503 of the upstream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Number: 8", "X-Number: 7\r\nX-Other: 1"})
    void anAnswerToAnotherRequestIsFound(String field) throws Exception {
        byte[] content = Content.of(field.contains("8") ? 7 : 6, 10);
        String head = "HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 10\r\n\r\n";

        assertThat(answeredWith(head, content)).startsWith(Client.WRONG + "an answer that nobody gave");
    }

    @Test
    void theReasonOfARefusalIsItsProblemType() throws Exception {
        String problem = "{\"type\":\"/problems/upstream-broken\",\"status\":502}";
        String head = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/problem+json\r\nContent-Length: "
                + problem.length() + "\r\n\r\n";

        assertThat(answeredWith(head, problem.getBytes(StandardCharsets.UTF_8))).isEqualTo("502 upstream-broken");
    }

    @Test
    void aRefusalWithoutAReasonIsWrong() throws Exception {
        assertThat(answeredWith("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", new byte[0]))
                .isEqualTo(Client.WRONG + "502 without a reason");
    }

    @Test
    void chunksAreReadToTheirEnd() throws Exception {
        String chunk = "a\r\n" + new String(Content.of(7, 10), StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n";

        assertThat(answeredWith(
                        "HTTP/1.1 200 OK\r\nX-Number: 7\r\nTransfer-Encoding: chunked\r\n\r\n",
                        chunk.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(Client.GOOD);
    }

    private static String answeredWith(String head, byte[] content) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Client asking = new Client(server.getLocalPort())) {
            Thread answering = new Thread(() -> answer(server, head, content));
            answering.start();
            String outcome = asking.ask("any", 7, 10, false);
            answering.join(10_000);
            return outcome;
        }
    }

    private static void answer(ServerSocket server, String head, byte[] content) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            Head.read(in);
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(content);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aHeadEndsWithAnEmptyLineAndNothingIsNoHead() throws Exception {
        byte[] text = "GET /x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc".getBytes(StandardCharsets.ISO_8859_1);
        InputStream in = new ByteArrayInputStream(text);
        Head head = Objects.requireNonNull(Head.read(in));

        assertThat(head.startLine()).isEqualTo("GET /x HTTP/1.1");
        assertThat(head.length()).isEqualTo(3);
        assertThat(in.readAllBytes()).hasSize(3);
        assertThat(Head.read(in)).isNull();
    }
}
