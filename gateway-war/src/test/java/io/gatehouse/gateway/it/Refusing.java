package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway answers itself when something is wrong: always a problem document, never a page of the server. */
interface Refusing extends Situation {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/metrics",
                "/openapi",
                "/things/open",
                "/api/openX",
                "/index.jsp",
                "/WEB-INF/routes.yaml"
            })
    default void whereNoRouteLeadsIsNothing(String path) throws Exception {
        assertProblem(send(to(path)), 404, "NO_ROUTE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/open/../x", "/api/open/a;b", "/api/open/a%2Fb", "/api//open", "/api/open/%2e%2e/x"})
    default void aPathWithTwoReadingsIsRefused(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "BREW"})
    default void aMethodThatNoRouteTakesIsToldTheOthers(String method) throws Exception {
        String answer = raw(method + " /api/read/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD", "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "BREW"})
    default void aMethodThatNoRouteTakesForAnOddPathIsToldTheOthers(String method) throws Exception {
        String answer = raw(method + " /api/transform/odd/a%2Fb HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD", "METHOD_NOT_ALLOWED");
    }

    @Test
    default void aPreflightForAnOddPathIsAnsweredWhereItsRouteAllowsIt() throws Exception {
        String preflight = """
                OPTIONS /api/transform/odd/a%2fb HTTP/1.1
                Host: h
                Connection: close
                Origin: https://app.example.org
                Access-Control-Request-Method: GET

                """;

        assertThat(raw(preflight))
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: https://app.example.org", "Access-Control-Allow-Methods: GET");
        assertThat(raw(preflight.replace("/odd/a", "/odd%2fa"))).startsWith("HTTP/1.1 400");
        assertThat(raw(preflight.replace("/odd/", "/odd/below/")))
                .as("a route for all methods that does not allow it takes the preflight")
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Methods: GET");
        assertThat(raw(preflight.replace("/odd/", "/odd/below/").replace("Method: GET", "Method: PUT")))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    default void nobodyListening() throws Exception {
        assertProblem(send(to("/api/silent/x")), 503, "UPSTREAM_UNREACHABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"
            })
    default void anAnswerThatIsNotHttp(String answer) throws Exception {
        UPSTREAM.on("/things/open/broken", call -> call.say(answer));

        assertProblem(send(to("/api/open/broken")), 502, "UPSTREAM_BROKEN");
    }

    @Test
    default void anAnswerThatDoesNotCome() throws Exception {
        UPSTREAM.on("/things/hasty/late", call -> call.in().read());
        long start = System.nanoTime();

        assertProblem(send(to("/api/hasty/late")), 504, "UPSTREAM_TIMEOUT");

        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("the route's half a second, and not the minute of others")
                .isBetween(450L, 30_000L);
    }

    @Test
    default void aRequestThatDoesNotArriveIsTheClientsFault() throws Exception {
        UPSTREAM.on("/things/brief/slow", call -> call.in().transferTo(OutputStream.nullOutputStream()));

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire(
                            "POST /api/brief/slow HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n0123456789"));
            readUntil(socket.getInputStream(), "HTTP/1.1 408");
            readUntil(socket.getInputStream(), "CLIENT_TOO_SLOW");
        }
    }

    @Test
    default void aConnectionThroughTheGatewayIsNotOffered() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/method", seen::set);

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("CONNECT /api/open/method HTTP/1.1\r\nHost: h\r\n\r\n"));
            readUntil(socket.getInputStream(), "HTTP/1.1 501");
            readUntil(socket.getInputStream(), "METHOD_NOT_SUPPORTED");
        }
        assertThat(seen.get()).isNull();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
        assertThat(answer.body())
                .contains("urn:uuid:"
                        + answer.headers().firstValue("X-Request-Id").orElseThrow());
    }
}
