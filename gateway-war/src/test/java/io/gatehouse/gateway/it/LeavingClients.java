package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave behind the server's TLS listener, or after sending ahead. */
interface LeavingClients extends Waiting {
    String SECURE_ADDRESS = "127.0.0.9";

    /** Whoever the server is: its certificate is its own. */
    static SSLSocket secured(Socket plain) throws Exception {
        X509TrustManager anybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {anybody}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(plain, SECURE_ADDRESS, Securing.PORT, true);
    }

    static Socket toSecurePort() throws IOException {
        Socket plain = new Socket(InetAddress.getByName(SECURE_ADDRESS), Securing.PORT);
        plain.setSoTimeout(30_000);
        return plain;
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(TestUpstream.onTheWire("GET " + path + " HTTP/1.1\nHost: h\n\n"));
        socket.getOutputStream().flush();
    }

    @Test
    default void behindTlsRequestsAreAnsweredOneAfterTheOther() throws Exception {
        UPSTREAM.on(
                "/things/open/secured",
                call -> call.ok(call.header("X-Forwarded-Proto").get(0)));

        try (SSLSocket client = secured(toSecurePort())) {
            for (int i = 0; i < 2; i++) {
                ask(client, "/api/open/secured");
                readUntil(client.getInputStream(), "\r\n\r\nhttps");
            }
        }
    }

    @Test
    default void whoLeavesBehindTlsWithoutAWordEndsTheCall() throws Exception {
        CountDownLatch closed = thinking("/things/open/wordless");
        try (Socket plain = toSecurePort()) {
            ask(secured(plain), "/api/open/wordless");
            assertThat(closed.await(700, TimeUnit.MILLISECONDS)).isFalse();
        }

        assertThat(closed.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(logged("/api/open/wordless")).contains("\"status\":499,\"failure\":\"CLIENT_GONE\"");
    }

    /** An upstream that says nothing until the call ends. */
    private CountDownLatch thinking(String path) {
        CountDownLatch closed = new CountDownLatch(1);
        UPSTREAM.on(path, call -> {
            try {
                call.in().read();
            } finally {
                closed.countDown();
            }
        });
        return closed;
    }

    /** What waits to be read hides the end of the connection: a goodbye of TLS, or another request. */
    @ParameterizedTest
    @ValueSource(strings = {"goodbye", "ahead"})
    default void whoLeavesSomethingUnreadIsNoticedWhenMoreOfTheAnswerComesThanFitsOnTheWay(String way)
            throws Exception {
        double before = gone();
        CountDownLatch brokenOff = new CountDownLatch(1);
        CountDownLatch answering = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        UPSTREAM.on("/protect/gone/" + way, call -> {
            asked.countDown();
            answering.await(30, TimeUnit.SECONDS);
            try {
                call.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                Wire.pour(Wire.HUGE, call.out());
            } catch (IOException ended) {
                brokenOff.countDown();
            }
        });
        askAndLeave("/protect/gone/" + way, way, asked);
        TimeUnit.SECONDS.sleep(1);
        answering.countDown();

        assertThat(brokenOff.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(logged("/protect/gone/" + way)).contains("\"failure\":\"CLIENT_GONE\"");
        assertThat(gone()).isEqualTo(before + 1);
        UPSTREAM.on("/protect/gone", call -> call.ok("still here"));
        assertThat(send(to("/protect/gone")).body())
                .as("the circuit that one failure opens is closed")
                .isEqualTo("still here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"goodbye", "ahead"})
    default void aShortAnswerToWhoLeavesSomethingUnreadCountsAsGiven(String way) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        UPSTREAM.on("/protect/gone/short/" + way, call -> {
            asked.countDown();
            call.socket().setSoTimeout(1_000);
            assertThatThrownBy(() -> call.in().read())
                    .as("nobody has noticed yet")
                    .isInstanceOf(SocketTimeoutException.class);
            call.ok("short");
        });
        askAndLeave("/protect/gone/short/" + way, way, asked);

        assertThat(logged("/protect/gone/short/" + way)).contains("\"status\":200,\"failure\":null");
    }

    private void askAndLeave(String path, String way, CountDownLatch asked) throws Exception {
        try (Socket client = way.equals("goodbye") ? secured(toSecurePort()) : connect()) {
            ask(client, path);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            if (way.equals("ahead")) {
                ask(client, "/api/fixed");
            }
        }
    }

    private double gone() throws IOException {
        return metrics().sum("gatehouse_gateway_broken_answers_total", "route=\"protect-gone\"", "CLIENT_GONE");
    }
}
