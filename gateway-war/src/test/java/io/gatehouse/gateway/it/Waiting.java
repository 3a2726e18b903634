package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every time that may run out, on either side, and what the log says about whose fault it was. */
interface Waiting extends Situation {
    /** The line of the access log about the request to this path, as soon as it is there. */
    default String logged(String path) throws Exception {
        Path log = Path.of(System.getProperty("it.directory"), "access.log");
        String part = "\"path\":\"" + path + "\"";
        for (int i = 0; i < 500; i++) {
            for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
                if (line.contains(part) && line.endsWith("}")) {
                    return line;
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("no line about " + path);
    }

    @Test
    default void aConnectionThatIsNotMadeInTime() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 5});
        // Nobody accepts, and the queue of those who wait to be accepted is full.
        try (ServerSocket deaf = new ServerSocket(Securing.PORT, 1, address)) {
            fill(waiting, deaf);

            HttpResponse<String> answer = send(to("/api/deaf/x"));

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("UPSTREAM_CONNECT_TIMEOUT");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void fill(List<Socket> waiting, ServerSocket deaf) throws IOException {
        try {
            while (true) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 300);
            }
        } catch (SocketTimeoutException full) {
            assertThat(waiting).isNotEmpty();
        }
    }

    @Test
    default void aConnectionThatIsNotFree() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        UPSTREAM.on("/things/narrow/slow", call -> {
            asked.countDown();
            answer.await(30, TimeUnit.SECONDS);
            call.ok("at last");
        });
        CompletableFuture<HttpResponse<String>> first =
                CLIENT.sendAsync(to("/api/narrow/slow").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> second = send(to("/api/narrow/slow"));

        answer.countDown();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).contains("POOL_EXHAUSTED");
        assertThat(first.get(30, TimeUnit.SECONDS).body()).isEqualTo("at last");
    }

    @Test
    default void anAnswerThatStopsInTheMiddle() throws Exception {
        UPSTREAM.on("/things/idle/stops", call -> {
            call.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            call.in().read();
        });

        assertThatThrownBy(() -> send(to("/api/idle/stops"))).isInstanceOf(IOException.class);
        assertThat(logged("/api/idle/stops")).contains("\"failure\":\"UPSTREAM_TIMEOUT\"");
    }

    /** Nobody reads what it promises, so nobody waits for it either. */
    @Test
    default void aClientThatDoesNotSendWhatAFixedAnswerDoesNotNeed() throws Exception {
        long start = System.nanoTime();

        assertThat(raw("POST /api/fixed HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\nbegin"))
                .startsWith("HTTP/1.1 200")
                .contains("\r\nConnection: close\r\n")
                .endsWith("as it is");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    default void aClientThatTakesNothingOfItsAnswer() throws Exception {
        UPSTREAM.on("/things/brief/unread", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                call.out().write(new byte[1 << 16]);
            }
        });

        try (Socket socket = connect()) {
            socket.getOutputStream().write(TestUpstream.onTheWire("GET /api/brief/unread HTTP/1.1\r\nHost: h\r\n\r\n"));
            assertThat(logged("/api/brief/unread")).contains("\"failure\":\"CLIENT_TOO_SLOW\"");
        }
    }

    @Test
    default void clientsThatLeaveAreNeverTheUpstreamsFault() throws Exception {
        CountDownLatch asked = new CountDownLatch(6);
        UPSTREAM.on("/resilience/breaker", call -> {
            asked.countDown();
            call.in().read();
        });
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Socket client = connect();
            clients.add(client);
            client.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /resilience/breaker?leaving=" + i + " HTTP/1.1\nHost: h\n\n"));
        }
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        for (Socket client : clients) {
            client.close();
        }

        assertThat(logged("/resilience/breaker")).contains("\"route\":\"resilience-breaker\"");
        assertThat(gone("resilience-breaker", 6)).isTrue();
        UPSTREAM.on("/resilience/breaker", call -> call.ok("well"));
        assertThat(send(to("/resilience/breaker")).body())
                .as("the circuit is closed")
                .isEqualTo("well");
    }

    /** Whether so many lines say that the client of this route has gone, after a while. */
    private static boolean gone(String route, int count) throws Exception {
        Path log = Path.of(System.getProperty("it.directory"), "access.log");
        for (int i = 0; i < 500; i++) {
            long lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("\"route\":\"" + route + "\"")
                            && line.contains("\"status\":499,\"failure\":\"CLIENT_GONE\""))
                    .count();
            if (lines >= count) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }
}
