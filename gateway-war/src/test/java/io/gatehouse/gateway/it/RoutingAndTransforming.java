package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.auth.Tokens;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route a request takes, who may take it, and what becomes of it and of its answer. */
interface RoutingAndTransforming extends Situation {
    String TRANSFORMED = "/things/transformed";

    @BeforeEach
    default void everyLaneSaysItsName() {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        for (String lane : List.of("plain", "canary", "cookie", "query", "host", "stable", "new")) {
            UPSTREAM.on("/things/lane/" + lane, call -> call.ok(lane));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Other: 1, '', plain",
        "X-Lane: canary, '', canary",
        "X-Lane: test-7, '', canary",
        "X-Lane: other, '', plain",
        "Cookie: a=b; lane=canary, '', cookie",
        "Host: a.lanes.test:80, '', host",
        "X-Other: 1, ?x=1&l%61ne=canary, query"
    })
    default void aRouteMayAskForMoreThanAPath(String header, String query, String lane) throws Exception {
        String host = header.startsWith("Host") ? "" : "Host: h\r\n";
        String answer = raw(
                "GET /api/routing/lane" + query + " HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + lane);
    }

    @Test
    default void aMethodIsWrongWhereNoRouteOfThePathTakesIt() throws Exception {
        HttpResponse<String> answer = send(to("/api/routing/lane").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    default void aGroupOfRoutesDividesItsRequests() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            counts.merge(send(to("/api/routing/split")).body(), 1, Integer::sum);
        }

        assertThat(counts).containsOnlyKeys("stable", "new");
        assertThat(counts.get("new")).isBetween(20, 80);
    }

    @Test
    default void thePathMayBeMadeAnewFromItsVariables() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        UPSTREAM.on(
                "/things/people/a%20b/orders",
                call -> {
                    seen.set(call.requestLine());
                    call.ok("");
                });

        assertThat(send(to("/api/routing/users/a%20b/orders?q=1&s%65cret=2&tenant=evil"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(seen.get()).isEqualTo("GET /things/people/a%20b/orders?q=1&tenant=a%20b HTTP/1.1");
    }

    @Test
    default void aPrefixIsPutBeforeThePathAndTakenOffLocations() throws Exception {
        UPSTREAM.on(
                "/things/v2/prefix/x",
                call -> call.say("HTTP/1.1 201 Created\nLocation: /things/v2/prefix/7\nContent-Length: 0\n\n"));

        HttpResponse<String> answer = send(to("/api/routing/prefix/x"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/routing/prefix/7");
    }

    @Test
    default void aRouteThatDoesNotSayForWhomIsForNobody() throws Exception {
        String token = Identifying.TOKENS.token(Instant.now(), "admin");

        for (HttpRequest.Builder request : List.of(
                to("/api/routing/nobody"),
                to("/api/routing/nobody").header("Authorization", "Bearer " + token),
                to("/api/routing/nobody").header("Authorization", "Bearer nonsense"))) {
            HttpResponse<String> answer = send(request);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("FORBIDDEN");
        }
    }

    @Test
    default void aScopeThatIsMissingIsNamed() throws Exception {
        UPSTREAM.on("/things/routing/scope", call -> call.ok("done"));
        Tokens tokens = Identifying.TOKENS;

        HttpResponse<String> without = send(bearer(tokens.token(Instant.now(), "user"), to("/api/routing/scope")));
        HttpResponse<String> with = send(bearer(
                tokens.token(Instant.now(), claims -> claims.claim("scope", "other things:read")),
                to("/api/routing/scope")));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("error=\"insufficient_scope\"", "scope=\"things:read\"");
        assertThat(with.body()).isEqualTo("done");
    }

    @Test
    default void headersAreChangedBothWays() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on(TRANSFORMED, call -> {
            seen.set(call);
            call.say("HTTP/1.1 200 OK\nX-Internal: secret\nX-Kept: 1\nContent-Length: 0\nConnection: close\n\n");
        });

        HttpResponse<String> answer = send(to("/api/transform/acme/headers")
                .header("X-Tenant", "evil")
                .header("X-Debug", "1")
                .header("X-Old", "old"));

        assertThat(seen.get().header("X-Tenant")).containsExactly("acme");
        assertThat(seen.get().header("X-Debug")).isEmpty();
        assertThat(seen.get().header("X-New")).containsExactly("old");
        assertThat(answer.headers().firstValue("X-Internal")).isEmpty();
        assertThat(answer.headers().firstValue("X-Kept")).contains("1");
        assertThat(answer.headers().firstValue("X-Served-By")).contains("gatehouse");
    }

    @Test
    default void aPathCannotEndAHeader() throws Exception {
        String answer =
                raw("GET /api/transform/a%0d%0aX-Evil:1/headers HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    default void jsonBodiesAreChangedBothWays() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        UPSTREAM.on(TRANSFORMED, call -> {
            int length = Integer.parseInt(call.header("Content-Length").get(0));
            seen.set(new String(call.in().readNBytes(length), StandardCharsets.UTF_8));
            json(call, "{\"password\":\"x\",\"name\":\"ada\",\"n\":1.10}");
        });

        HttpResponse<String> answer = send(to("/api/transform/acme/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                        "{\"admin\":true,\"tenant\":\"evil\",\"n\":1.10}".getBytes(StandardCharsets.UTF_8)))));

        assertThat(seen.get()).isEqualTo("{\"tenant\":\"acme\",\"n\":1.10}");
        assertThat(answer.body()).isEqualTo("{\"n\":1.10,\"user\":{\"name\":\"ada\"}}");
    }

    @Test
    default void aJsonBodyBeyondTheBoundPassesInNeitherDirection() throws Exception {
        UPSTREAM.on(TRANSFORMED, call -> json(call, "{\"password\":\"" + "x".repeat(2_000) + "\"}"));

        HttpResponse<String> up = send(to("/api/transform/acme/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"a\":\"" + "x".repeat(2_000) + "\"}")));
        HttpResponse<String> down = send(to("/api/transform/acme/json"));

        assertThat(up.statusCode()).isEqualTo(413);
        assertThat(down.statusCode()).isEqualTo(502);
        assertThat(down.body()).contains("TRANSFORMATION_FAILED").doesNotContain("xxx");
    }

    @Test
    default void aPreflightNeedsNoTokenAndPagesMayReadRefusals() throws Exception {
        String preflight = raw("""
                OPTIONS /api/transform/browser HTTP/1.1
                Host: h
                Connection: close
                Origin: https://app.example.org
                Access-Control-Request-Method: PUT
                Access-Control-Request-Headers: authorization

                """);
        String evil = raw("""
                OPTIONS /api/transform/browser HTTP/1.1
                Host: h
                Connection: close
                Origin: https://evil.test
                Access-Control-Request-Method: PUT

                """);
        String refused = raw("""
                GET /api/transform/browser HTTP/1.1
                Host: h
                Connection: close
                Origin: https://app.example.org

                """);

        assertThat(preflight)
                .startsWith("HTTP/1.1 204")
                .contains(
                        "Access-Control-Allow-Origin: https://app.example.org",
                        "Access-Control-Allow-Methods: GET, PUT",
                        "Access-Control-Allow-Headers: authorization",
                        "Access-Control-Allow-Credentials: true");
        assertThat(evil).startsWith("HTTP/1.1 403").doesNotContain("Access-Control-Allow-Origin");
        assertThat(refused)
                .startsWith("HTTP/1.1 401")
                .contains("Access-Control-Allow-Origin: https://app.example.org", "Vary: Origin");
    }

    @Test
    default void addressesAndTypesBeyondTheLimitsAreRefused() throws Exception {
        HttpResponse<String> address = send(to("/api/transform/browser?q=" + "x".repeat(200)));
        HttpResponse<String> type = send(to("/api/transform/browser")
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("{}")));

        assertThat(address.statusCode()).isEqualTo(414);
        assertThat(type.statusCode()).isEqualTo(415);
        assertThat(type.headers().firstValue("Accept")).contains("application/json");
    }

    @Test
    default void aTextIsCompressedForWhoTakesIt() throws Exception {
        String text = "words of a text. ".repeat(20_000);
        UPSTREAM.on(
                TRANSFORMED,
                call -> call.say("HTTP/1.1 200 OK\nContent-Type: text/plain\nETag: \"1\"\nContent-Length: "
                        + text.length() + "\nConnection: close\n\n" + text));

        HttpResponse<byte[]> answer = CLIENT.send(
                to("/api/transform/gzip").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> plain = CLIENT.send(to("/api/transform/gzip").build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(answer.body().length).isLessThan(text.length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString()
                .isEqualTo(text);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    default void aCompressedStreamFlowsPartByPart() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        UPSTREAM.on(TRANSFORMED, call -> {
            call.say("HTTP/1.1 200 OK\nContent-Type: text/plain\nConnection: close\n\nfirst");
            // The second part goes when the client has read the first, or the test fails.
            assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
            call.say("second");
        });

        HttpResponse<InputStream> answer = CLIENT.send(
                to("/api/transform/gzip").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
        try (InputStream plain = new GZIPInputStream(answer.body(), 64)) {
            assertThat(plain.readNBytes(5)).asString().isEqualTo("first");
            seen.countDown();
            assertThat(plain.readAllBytes()).asString().isEqualTo("second");
        }
    }

    private static void json(TestUpstream.Call call, String json) throws Exception {
        call.say("HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close\nContent-Length: " + json.length()
                + "\n\n" + json);
    }

    private static HttpRequest.Builder bearer(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }
}
