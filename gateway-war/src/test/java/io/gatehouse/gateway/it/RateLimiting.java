package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Identifying.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often clients may ask. Each test has limits of its own, with windows so long that nothing comes back while it runs. */
interface RateLimiting extends Situation {
    @Test
    default void afterTheLimitIsUpClientsAreToldWhenToComeBack() throws Exception {
        UPSTREAM.on("/things/rate/plain", call -> call.ok("served"));

        HttpResponse<String> first = send(to("/api/rate/plain"));
        send(to("/api/rate/plain"));
        HttpResponse<String> last = send(to("/api/rate/plain"));
        HttpResponse<String> refused = send(to("/api/rate/plain"));

        assertThat(first.body()).isEqualTo("served");
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"plain\";q=3;w=3600");
        assertThat(first.headers().firstValue("RateLimit")).contains("\"plain\";r=2;t=2400");
        assertThat(last.headers().firstValue("RateLimit")).contains("\"plain\";r=0;t=1200");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"plain\";q=3;w=3600");
        assertThat(refused.body()).contains("\"code\":\"RATE_LIMITED\"", "3 in 3600 s for each client and service");
        long wait = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1_100L, 1_200L);
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"plain\";r=0;t=" + wait);
    }

    @Test
    default void ofManyAtOnceExactlyTheLimitIsServed() throws Exception {
        UPSTREAM.on("/things/rate/crowd", call -> call.ok("served"));

        List<CompletableFuture<HttpResponse<String>>> crowd = IntStream.range(0, 120)
                .mapToObj(i -> CLIENT.sendAsync(to("/api/rate/crowd").build(), BodyHandlers.ofString()))
                .toList();

        assertThat(crowd.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 200))
                .hasSize(50);
    }

    @Test
    default void aUserIsTheSameFromEverywhereAndAnotherThanItsAddress() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
        UPSTREAM.on("/things/rate/user", call -> call.ok("served"));
        String token = TOKENS.token(Instant.now(), "user");

        assertThat(send(to("/api/rate/user")).statusCode()).isEqualTo(200);
        assertThat(send(to("/api/rate/user")).statusCode()).isEqualTo(429);
        assertThat(send(authorized(token, to("/api/rate/user"))).statusCode()).isEqualTo(200);
        assertThat(send(authorized(token, to("/api/rate/user"))).statusCode()).isEqualTo(429);
        assertThat(send(authorized("bad", to("/api/rate/user"))).statusCode())
                .as("its address has had its share")
                .isEqualTo(429);
    }

    @Test
    default void aFloodOfBadTokensIsStoppedByTheLimitOfItsAddress() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(send(authorized("bad" + i, to("/api/rate/flood"))).statusCode());
        }

        assertThat(answers).containsExactly(401, 401, 401, 401, 429, 429);
    }

    @Test
    default void inShadowModeAllAreServed() throws Exception {
        UPSTREAM.on("/things/rate/shadow", call -> call.ok("served"));
        double before = refusedInShadow();

        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer = send(to("/api/rate/shadow"));
            assertThat(answer.body()).isEqualTo("served");
            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
        }
        assertThat(refusedInShadow()).as("those that would have been refused").isEqualTo(before + 3);
    }

    private double refusedInShadow() throws IOException {
        return metrics()
                .sum(
                        "gatehouse_gateway_rate_limit_refusals_total",
                        "limit=\"shadow\"",
                        "route=\"rate-shadow\"",
                        "shadow=\"true\"");
    }

    @Test
    default void whoIsNotTrustedCannotBeSomebodyElse() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/rate/spoof", call -> {
            seen.set(call);
            call.ok("served");
        });

        // The proxy of the tests is 127.0.0.2; 127.0.0.1 is anybody.
        assertThat(send(to("/api/rate/spoof")).statusCode()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            HttpRequest.Builder spoofed = to("/api/rate/spoof")
                    .header("X-Forwarded-For", "203.0.113." + i)
                    .header("Forwarded", "for=203.0.113." + i + ";proto=https;host=evil.example")
                    .header("X_Forwarded_For", "203.0.113." + i)
                    .header("X-Real-IP", "203.0.113." + i);
            assertThat(send(spoofed).statusCode()).isEqualTo(429);
        }
        assertThat(seen.get().header("X-Forwarded-For")).containsExactly("127.0.0.1");
    }

    @Test
    default void aTrustedProxySaysWhoItsClientsAre() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/rate/proxied", call -> {
            seen.set(call);
            call.ok("served");
        });

        assertThat(throughProxy("X-Forwarded-For: 6.6.6.6, 203.0.113.1")).startsWith("HTTP/1.1 200");
        assertThat(throughProxy("X-Forwarded-For: 7.7.7.7, 203.0.113.1"))
                .startsWith("HTTP/1.1 429 Too Many Requests\r\n");
        assertThat(throughProxy("Forwarded: for=203.0.113.1")).startsWith("HTTP/1.1 429");
        assertThat(throughProxy("Forwarded: for=\"[2001:db8::1]:99\";proto=https;host=\"public.example:444\""))
                .startsWith("HTTP/1.1 200");

        assertThat(seen.get().header("Forwarded"))
                .containsExactly("for=\"[2001:db8::1]\";proto=https;host=\"public.example:444\", for=127.0.0.2");
        assertThat(seen.get().header("X-Forwarded-For")).containsExactly("2001:db8::1, 127.0.0.2");
        assertThat(seen.get().header("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.get().header("X-Forwarded-Host")).containsExactly("public.example:444");
    }

    @Test
    default void theGatewaysOwnAnswersAreFree() throws Exception {
        for (int i = 0; i < 150; i++) {
            HttpResponse<String> answer = send(to("/health/live"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
        }
    }

    private String throughProxy(String field) throws Exception {
        return rawFrom(
                "127.0.0.2",
                "GET /api/rate/proxied HTTP/1.1\r\nHost: inner.example\r\nConnection: close\r\n" + field + "\r\n\r\n");
    }

    private static HttpRequest.Builder authorized(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }
}
