package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests that wait for one upstream, many more than the server has threads, and what becomes of the others meanwhile. */
interface Holding extends Situation {
    @Test
    default void anUpstreamThatDoesNotAnswerTakesNobodyElsesThreads() throws Exception {
        UPSTREAM.on("/things/open/lively", call -> call.ok("lively"));
        List<Socket> clients = new ArrayList<>();
        try (HoldingUpstream upstream = new HoldingUpstream()) {
            ask(300, clients);
            upstream.await(300);

            for (int i = 0; i < 100; i++) {
                HttpResponse<String> answer = send(to("/api/open/lively").timeout(Duration.ofSeconds(10)));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("lively");
            }
            assertThat(upstream.held()).as("those that are still held").isEqualTo(300);
            upstream.letGo();

            assertAllAnswered(clients);
        } finally {
            close(clients);
        }
    }

    @Test
    default void twoThousandAtOnceAreAnsweredByAnUpstreamThatTakesASecond() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (HoldingUpstream upstream = new HoldingUpstream()) {
            ask(2_000, clients);
            upstream.await(2_000);
            assertThat(threads()).as("threads of the server").isBetween(1, 500);

            TimeUnit.SECONDS.sleep(1);
            upstream.letGo();

            assertAllAnswered(clients);
        } finally {
            close(clients);
        }
    }

    private int threads() throws IOException {
        return raw("GET /metrics?scope=base HTTP/1.0\r\nHost: internal.test\r\n\r\n")
                .lines()
                .filter(line -> line.startsWith("thread_count{"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Each on a connection of its own, and nobody waits for the answers yet. */
    private void ask(int many, List<Socket> clients) throws IOException {
        for (int i = 0; i < many; i++) {
            Socket client = connect();
            clients.add(client);
            client.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /api/held/x HTTP/1.1\nHost: h\nConnection: close\n\n"));
        }
    }

    private static void assertAllAnswered(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n" + HoldingUpstream.ANSWER);
        }
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
