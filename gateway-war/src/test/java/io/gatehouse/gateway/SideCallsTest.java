package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            server.setSoTimeout(20_000);
            CompletableFuture<String> fetched = new SideCalls(Duration.ofSeconds(3), null)
                    .fetch(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys"))
                    .toCompletableFuture();

            try (Socket connection = server.accept()) {
                connection.setSoTimeout(10_000);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));

                assertThat(fetched.handle((text, thrown) -> thrown != null).get(20, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(closesAfterItsRequest(connection)).isTrue();
            }
        }
    }

    @Test
    void anAnswerThatIsTooLongIsGivenUpAndNotKept() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys");
            CompletableFuture<String> fetched =
                    new SideCalls(Duration.ofSeconds(20), null).fetch(url).toCompletableFuture();

            try (Socket connection = server.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] part = new byte[64 * 1024];
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 10_000; i++) {
                                connection.getOutputStream().write(part);
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> fetched.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("more than 1048576 bytes");
        }
    }

    @Test
    void aProbeTakesAnAnswerOfAnyLength() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/health");
            CompletableFuture<Void> asked =
                    new SideCalls(Duration.ofSeconds(20), null).ask(url).toCompletableFuture();

            try (Socket connection = server.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2097152\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().write(new byte[2 << 20]);

                assertThat(asked.handle((nothing, thrown) -> thrown == null).get(10, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    private static boolean closesAfterItsRequest(Socket connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .startsWith("GET /keys");
    }
}
