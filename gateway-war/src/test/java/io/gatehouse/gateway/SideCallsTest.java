package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideCallsTest {
    @Test
    void anAnswerThatStopsInItsBodyIsGivenUpAndItsConnectionClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> fetched = new SideCalls(Duration.ofMillis(300))
                    .fetch(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys"))
                    .toCompletableFuture();

            try (Socket connection = server.accept()) {
                connection.setSoTimeout(10_000);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));

                assertThat(fetched.handle((text, thrown) -> thrown != null).get(5, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(closesAfterItsRequest(connection)).isTrue();
            }
        }
    }

    private static boolean closesAfterItsRequest(Socket connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .startsWith("GET /keys");
    }
}
