package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener for TLS reads as strictly as the other one, and the same clients find nobody to hide requests from. */
interface StrictnessBehindTls extends Situation {
    private static String statusLine(String request) throws Exception {
        try (SSLSocket client = LeavingClients.secured(LeavingClients.toSecurePort())) {
            client.getOutputStream().write(TestUpstream.onTheWire(request));
            List<String> head = TestUpstream.head(client.getInputStream());
            if (head.isEmpty()) {
                throw new IOException("closed without an answer");
            }
            return head.get(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n",
                "Transfer-Encoding: chunked\n\n3\nabcsmuggled\n0\n\n",
                "Transfer-Encoding: chunked\n\n+3\nabc\n0\n\n"
            })
    default void requestsWithinRequestsAreRefused(String rest) throws Exception {
        HostileRequests.RECORDING.forget();

        assertThat(statusLine("POST /api/hostile/x HTTP/1.1\nHost: h\n" + rest
                        + "GET /api/hostile/smuggled HTTP/1.1\nHost: h\n\n"))
                .startsWith("HTTP/1.1 400 ");

        assertThat(statusLine("GET /api/hostile/good HTTP/1.1\nHost: h\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(HostileRequests.RECORDING.requests())
                .anyMatch(request -> request.startsWith("GET /things/hostile/good "))
                .noneMatch(request -> request.toLowerCase(Locale.ROOT).contains("smuggled"));
    }
}
