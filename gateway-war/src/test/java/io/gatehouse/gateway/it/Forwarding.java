package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels unchanged, and what does not. */
interface Forwarding extends Situation {
    /** By the one field, and by the older ones. */
    List<String> SAID = List.of(
            "Forwarded: for=203.0.113.1;proto=https;host=public.example",
            "X-Forwarded-For: 203.0.113.1\nX-Forwarded-Proto: https\nX-Forwarded-Host: public.example");

    @Test
    default void pathAndQueryTravelByteForByte() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        UPSTREAM.on(
                "/things/open/a%20b",
                call -> {
                    seen.set(call.requestLine());
                    call.ok("");
                });

        String answer = raw(
                "GET /api/open/a%20b?q=a|b&x=%zz&y=\"[]{}&&=;/../ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(seen.get()).isEqualTo("GET /things/open/a%20b?q=a|b&x=%zz&y=\"[]{}&&=;/../ HTTP/1.1");
    }

    @Test
    default void bytesThatAUriMayNotContainArriveEncoded() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/umlaut", call -> {
            seen.set(call.requestLine());
            call.ok("");
        });

        raw("GET /api/open/umlaut?q=\u00c3\u0084 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(seen.get()).isEqualTo("GET /things/open/umlaut?q=%C3%84 HTTP/1.1");
    }

    @Test
    default void aHeaderWithBytesThatWouldNotArriveUnchangedIsRefused() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/upper", seen::set);

        String answer =
                raw("GET /api/open/upper HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Name: \u00c3\u0084\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(seen.get()).isNull();
    }

    @Test
    default void whatIsAboutTheConnectionOrAboutTheClientIsMadeAnew() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/headers", call -> {
            seen.set(call);
            call.say("""
                    HTTP/1.1 200 OK
                    Connection: close
                    Connection: X-Mine
                    X-Mine: 1
                    Keep-Alive: timeout=5
                    X-Yours: 1
                    Content-Length: 0

                    """);
        });

        String answer = raw("""
                GET /api/open/headers HTTP/1.1
                Host: public.example
                Connection: close
                Connection: X-Hop, X-Hop2
                X-Hop: 1
                TE: trailers
                Forwarded: for=6.6.6.6
                X-Forwarded-For: 6.6.6.6
                X_Forwarded_For: 6.6.6.6
                X-Forwarded-Prefix: /evil
                X-Request-Id: mine
                Via: 1.0 before
                X-End: 1

                """);

        assertThat(seen.get().header("X-Hop")).isEmpty();
        assertThat(seen.get().header("TE")).isEmpty();
        assertThat(seen.get().header("Forwarded")).containsExactly("for=127.0.0.1;proto=http;host=public.example");
        assertThat(seen.get().header("X_Forwarded_For")).isEmpty();
        assertThat(seen.get().header("X-Forwarded-Prefix")).isEmpty();
        assertThat(seen.get().header("User-Agent")).isEmpty();
        assertThat(seen.get().header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.get().header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.get().header("X-Forwarded-Host")).containsExactly("public.example");
        assertThat(seen.get().header("Via")).hasSize(2).startsWith("1.0 before");
        assertThat(seen.get().header("Via").get(1)).startsWith("1.1 gatehouse-");
        assertThat(seen.get().header("X-End")).containsExactly("1");
        assertThat(seen.get().header("X-Request-Id")).hasSize(1).doesNotContain("mine");
        assertThat(answer)
                .contains("X-Request-Id: " + seen.get().header("X-Request-Id").get(0))
                .contains("X-Yours: 1")
                .doesNotContain("X-Mine", "Keep-Alive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.64", "127.0.0.71"})
    default void whatAnAddressOfATrustedNetworkSaysIsPassedOn(String proxy) throws Exception {
        for (String said : SAID) {
            TestUpstream.Call seen = saidFrom(proxy, said);

            assertThat(seen.header("Forwarded"))
                    .containsExactly("for=203.0.113.1;proto=https;host=public.example, for=" + proxy);
            assertThat(seen.header("X-Forwarded-For")).containsExactly("203.0.113.1, " + proxy);
            assertThat(seen.header("X-Forwarded-Proto")).containsExactly("https");
            assertThat(seen.header("X-Forwarded-Host")).containsExactly("public.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.63", "127.0.0.72"})
    default void whatAnAddressBesideItSaysIsNot(String anybody) throws Exception {
        for (String said : SAID) {
            TestUpstream.Call seen = saidFrom(anybody, said);

            assertThat(seen.header("Forwarded")).containsExactly("for=" + anybody + ";proto=http;host=inner.example");
            assertThat(seen.header("X-Forwarded-For")).containsExactly(anybody);
            assertThat(seen.header("X-Forwarded-Proto")).containsExactly("http");
            assertThat(seen.header("X-Forwarded-Host")).containsExactly("inner.example");
        }
    }

    private TestUpstream.Call saidFrom(String address, String fields) throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/proxied", call -> {
            seen.set(call);
            call.ok("");
        });
        rawFrom(address, "GET /api/open/proxied HTTP/1.1\nHost: inner.example\nConnection: close\n" + fields + "\n\n");
        return Objects.requireNonNull(seen.get());
    }

    @Test
    default void headersThatStandTwiceArriveTwiceAndInOrder() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/twice", call -> {
            seen.set(call);
            call.say(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n");
        });

        HttpResponse<String> answer =
                send(to("/api/open/twice").header("X-Two", "1").header("X-Two", "2"));

        assertThat(seen.get().header("X-Two")).containsExactly("1", "2");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    default void anAddressOnTheUpstreamBecomesThePublicOne() throws Exception {
        UPSTREAM.on(
                "/things/open",
                call -> call.say("HTTP/1.1 201 Created\r\nConnection: close\r\nLocation: http://"
                        + call.header("Host").get(0) + "/things/open/7\r\nContent-Length: 0\r\n\r\n"));

        HttpResponse<String> answer = send(to("/api/open").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/open/7");
    }

    @Test
    default void anErrorOfTheUpstreamIsTheClientsToRead() throws Exception {
        UPSTREAM.on(
                "/things/open/wrong",
                call -> call.say("HTTP/1.1 422 Unprocessable Content\r\nConnection: close\r\n"
                        + "Content-Type: application/problem+json\r\nContent-Length: 15\r\n\r\n{\"code\":\"MINE\"}"));

        HttpResponse<String> answer = send(to("/api/open/wrong"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"code\":\"MINE\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    default void messagesWithoutABodyHaveNone() throws Exception {
        UPSTREAM.on(
                "/things/open/head",
                call -> call.say(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1234\r\nETag: \"x\"\r\n\r\n"));
        UPSTREAM.on("/things/open/204", call -> call.say("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
        UPSTREAM.on(
                "/things/open/304",
                call -> call.say("HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"x\"\r\n\r\n"));

        assertThat(raw("HEAD /api/open/head HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 1234", "ETag: \"x\"")
                .endsWith("\r\n\r\n");
        assertThat(raw("GET /api/open/204 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .doesNotContain("Transfer-Encoding")
                .endsWith("\r\n\r\n");
        assertThat(raw("GET /api/open/304 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 304")
                .contains("ETag: \"x\"")
                .endsWith("\r\n\r\n");
    }

    @Test
    default void bodiesOfAnyMethodArrive() throws Exception {
        UPSTREAM.on("/things/open/echo", call -> {
            int length = Integer.parseInt(call.header("Content-Length").get(0));
            call.ok(call.method() + " " + new String(call.in().readNBytes(length), StandardCharsets.UTF_8));
        });

        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<String> answer =
                    send(to("/api/open/echo").method(method, BodyPublishers.ofString("{\"a\":1}")));
            assertThat(answer.body()).isEqualTo(method + " {\"a\":1}");
        }
    }

    @Test
    default void compressedBodiesStayCompressed() throws Exception {
        UPSTREAM.on(
                "/things/open/gzip",
                call -> call.say(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\b"));

        assertThat(raw("GET /api/open/gzip HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .contains("Content-Encoding: gzip")
                .endsWith("\r\n\r\n\u001f\u008b\b");
    }

    @Test
    default void servesAfterFiveHundredAtOnce() throws Exception {
        UPSTREAM.on("/things/open/crowd", call -> {
            Thread.sleep(200);
            call.ok("served");
        });

        List<CompletableFuture<HttpResponse<String>>> crowd = IntStream.range(0, 500)
                .mapToObj(i -> CLIENT.sendAsync(to("/api/open/crowd").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(crowd).allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("served"));
        assertThat(send(to("/api/open/crowd")).body()).isEqualTo("served");
    }
}
