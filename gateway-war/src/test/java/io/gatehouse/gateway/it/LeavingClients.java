package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
        Silence upstream = Silence.at("/things/open/wordless");
        try (Socket plain = toSecurePort()) {
            ask(secured(plain), "/api/open/wordless");
            upstream.assertGoesOn();
        }

        upstream.assertEnds();
        assertThat(logged("/api/open/wordless")).contains("\"status\":499,\"failure\":\"CLIENT_GONE\"");
    }

    /** What waits to be read hides the end of the connection from a selector: a goodbye of TLS, or another request. */
    @ParameterizedTest
    @ValueSource(strings = {"goodbye", "ahead", "reset"})
    default void whoLeavesSomethingUnreadEndsTheCall(String way) throws Exception {
        String path = "/protect/gone/silent/" + way;
        double before = counted("gatehouse_gateway_requests_total");
        Silence upstream = Silence.at(path);

        try (Socket client = connectFor(way)) {
            ask(client, path);
            upstream.assertGoesOn();
            leave(client, way);
        }

        upstream.assertEnds();
        assertThat(logged(path)).contains("\"status\":499,\"failure\":\"CLIENT_GONE\"");
        assertThat(counted("gatehouse_gateway_requests_total")).isEqualTo(before + 1);
        assertCircuitClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"goodbye", "ahead", "reset"})
    default void whoLeavesSomethingUnreadBreaksOffAnAnswerThatIsSlow(String way) throws Exception {
        String path = "/protect/gone/slow/" + way;
        double before = counted("gatehouse_gateway_broken_answers_total");
        CountDownLatch closed = new CountDownLatch(1);
        UPSTREAM.on(path, call -> {
            try {
                call.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto begin with");
                call.in().read();
            } finally {
                closed.countDown();
            }
        });

        try (Socket client = connectFor(way)) {
            ask(client, path);
            // The whole chunk: who closes without having read all resets the connection, which is another way.
            readUntil(client.getInputStream(), "to begin with\r\n");
            assertThat(closed.await(700, TimeUnit.MILLISECONDS)).isFalse();
            leave(client, way);
        }

        assertThat(closed.await(10, TimeUnit.SECONDS)).as("the call ends").isTrue();
        assertThat(logged(path)).contains("\"status\":200,\"failure\":\"CLIENT_GONE\"");
        assertThat(counted("gatehouse_gateway_broken_answers_total")).isEqualTo(before + 1);
        assertCircuitClosed();
    }

    /** Long enough to be looked at several times. */
    @ParameterizedTest
    @ValueSource(strings = {"secured", "plain"})
    default void whoSendsAheadAndStaysGetsBothAnswers(String way) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        UPSTREAM.on("/things/open/first/" + way, call -> {
            asked.countDown();
            TimeUnit.SECONDS.sleep(2);
            call.ok("the first");
        });
        UPSTREAM.on("/things/open/second/" + way, call -> call.ok("the second"));

        try (Socket client = way.equals("secured") ? secured(toSecurePort()) : connect()) {
            ask(client, "/api/open/first/" + way);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            ask(client, "/api/open/second/" + way);

            readUntil(client.getInputStream(), "the first");
            readUntil(client.getInputStream(), "the second");
        }
    }

    private Socket connectFor(String way) throws Exception {
        return way.equals("goodbye") ? secured(toSecurePort()) : connect();
    }

    /** The socket is closed behind this, which says goodbye behind TLS. */
    private static void leave(Socket client, String way) throws IOException {
        if (!way.equals("goodbye")) {
            ask(client, "/api/fixed");
        }
        if (way.equals("reset")) {
            client.setSoLinger(true, 0);
        }
    }

    private double counted(String metric) throws IOException {
        return metrics().sum(metric, "route=\"protect-gone\"", "CLIENT_GONE");
    }

    /** One failure would open it, for an hour. */
    private void assertCircuitClosed() throws Exception {
        UPSTREAM.on("/protect/gone", call -> call.ok("still here"));
        assertThat(send(to("/protect/gone")).body()).isEqualTo("still here");
    }
}
