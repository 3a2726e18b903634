package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Identifying.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tokens that somebody made up, took from elsewhere or kept for too long; and issuers that do not answer. */
interface BadTokens extends Situation {
    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience("gatehouse")
                .subject("mallory")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
    }

    /** By what is wrong with them, as the client is told. */
    private static Map<String, String> badTokens() throws JOSEException {
        Instant now = Instant.now();
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("it")
                        .build(),
                claims());
        symmetric.sign(new MACSigner(TOKENS.jwks().getBytes(StandardCharsets.UTF_8)));
        String refresh = TOKENS.signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("refresh+jwt"))
                        .keyID("it")
                        .build(),
                claims());
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put(new PlainJWT(claims()).serialize(), "it is not a signed JWT");
        tokens.put("nonsense", "it is not a signed JWT");
        tokens.put(symmetric.serialize(), "its algorithm is not accepted");
        tokens.put(TOKENS.token(now, one -> one.audience("other")), "it is for another audience");
        tokens.put(TOKENS.token(now, one -> one.issuer("http://evil.test")), "its issuer is not trusted");
        tokens.put(TOKENS.token(now, one -> one.expirationTime(Date.from(now.minusSeconds(1)))), "it has expired");
        tokens.put(TOKENS.token(now, one -> one.notBeforeTime(Date.from(now.plusSeconds(120)))), "it is not valid yet");
        tokens.put(TOKENS.token(now, one -> one.subject(null)), "it lacks a required claim");
        tokens.put(refresh, "its type is not JWT");
        tokens.put(new Tokens("it").token(now), "its signature is not right");
        return tokens;
    }

    private HttpResponse<String> ask(String path, String token) throws Exception {
        return send(to(path).header("Authorization", "Bearer " + token));
    }

    private String good(String issuer, Tokens of) {
        return of.token(Instant.now(), claims -> claims.issuer(issuer).jwtID(Long.toString(System.nanoTime())));
    }

    @Test
    default void everyBadTokenIsRefusedWithAChallengeThatSaysWhy() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
        for (Map.Entry<String, String> bad : badTokens().entrySet()) {
            for (String path : List.of("/api/mine/x", "/api/open/x")) {
                HttpResponse<String> answer = ask(path, bad.getKey());

                assertThat(answer.statusCode()).as(bad.getValue()).isEqualTo(401);
                assertThat(answer.body()).contains("\"code\":\"TOKEN_INVALID\"");
                assertThat(answer.headers().allValues("WWW-Authenticate"))
                        .containsExactly("Bearer realm=\"gatehouse\", error=\"invalid_token\", error_description=\""
                                + bad.getValue() + "\"");
            }
        }
    }

    @Test
    default void aTokenOf64KiBIsABadTokenAndNoBadRequest() throws Exception {
        for (String token : List.of("a".repeat(64 * 1024), "a.".repeat(10 * 1024))) {
            String answer = raw("GET /api/mine/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
                    + token + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 401").contains("TOKEN_INVALID", "it is too long");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("www-authenticate: bearer realm=\"gatehouse\"");
        }
    }

    @Test
    default void aHeadThatIsLongerThanAnythingIsRefused() throws Exception {
        assertThat(raw("GET /api/open/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Long: " + "a".repeat(100 * 1024)
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    default void aFloodOfInventedKeyIdsIsNoFloodOnTheIssuer() throws Exception {
        Tokens own = new Tokens("own");
        AtomicInteger asked = new AtomicInteger();
        UPSTREAM.on("/jwks-flooded", call -> {
            asked.incrementAndGet();
            call.ok(own.jwks());
        });
        UPSTREAM.on("/things/mine/flooded", call -> call.ok("in"));
        Instant begin = Instant.now();

        assertThat(ask("/api/mine/flooded", good("http://flooded.test", own)).body())
                .isEqualTo("in");
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer =
                    ask("/api/mine/flooded", good("http://flooded.test", new Tokens("invented" + i)));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("its key is not known");
        }

        long tens = Duration.between(begin, Instant.now()).toSeconds() / 10;
        assertThat((long) asked.get()).isBetween(1L, 2 + tens);
        assertThat(ask("/api/mine/flooded", good("http://flooded.test", own)).body())
                .isEqualTo("in");
    }

    @Test
    default void whoeverInventsKeyIdsAtOnceThereIsOneRequestForKeysInFlightAndOneInTenSeconds() throws Exception {
        Tokens own = new Tokens("own");
        List<Long> asked = new CopyOnWriteArrayList<>();
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger mostInFlight = new AtomicInteger();
        UPSTREAM.on("/jwks-stormed", call -> {
            asked.add(System.nanoTime());
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            // Longer than the pause before keys that nobody has yet are asked for again.
            TimeUnit.MILLISECONDS.sleep(1_100);
            call.ok(own.jwks());
            inFlight.decrementAndGet();
        });
        UPSTREAM.on("/things/mine/stormed", call -> call.ok("in"));

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(13_500);
        int invented = 0;
        for (int wave = 0; System.nanoTime() < end; wave++) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String token = good("http://stormed.test", new Tokens("invented " + wave + " " + i));
                answers.add(CLIENT.sendAsync(
                        to("/api/mine/stormed")
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
                invented++;
            }
        }

        assertThat(invented).isGreaterThan(200);
        assertThat(mostInFlight).hasValue(1);
        assertThat(asked).as("the first keys, and once more after ten seconds").hasSizeBetween(2, 3);
        for (int i = 1; i < asked.size(); i++) {
            // Counted from when each was sent.
            assertThat(asked.get(i) - asked.get(i - 1)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(9_000));
        }
        assertThat(ask("/api/mine/stormed", good("http://stormed.test", own)).body())
                .isEqualTo("in");
    }

    @Test
    default void theLastGoodKeysServeWhileTheIssuerIsDown() throws Exception {
        Tokens own = new Tokens("own");
        AtomicBoolean down = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        UPSTREAM.on("/jwks-down", call -> {
            if (down.get()) {
                refused.incrementAndGet();
                call.say("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            } else {
                call.ok(own.jwks());
            }
        });
        UPSTREAM.on("/things/mine/down", call -> call.ok("in"));
        assertThat(ask("/api/mine/down", good("http://down.test", own)).body()).isEqualTo("in");

        down.set(true);
        for (int i = 0; i < 300 && refused.get() == 0; i++) {
            assertThat(ask("/api/mine/down", good("http://down.test", new Tokens("new")))
                            .statusCode())
                    .isEqualTo(401);
            TimeUnit.MILLISECONDS.sleep(100);
        }

        assertThat(refused.get()).isPositive();
        assertThat(ask("/api/mine/down", good("http://down.test", own)).body()).isEqualTo("in");
    }

    @Test
    default void anIssuerThatHasNeverAnsweredIsNobodysFault() throws Exception {
        HttpResponse<String> answer = ask("/api/mine/x", good("http://never.test", new Tokens("x")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"KEYS_UNAVAILABLE\"");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    default void whoNobodyCanJudgeIsCountedAtItsAddress() throws Exception {
        String token = good("http://never.test", new Tokens("x"));

        assertThat(ask("/api/rate/undecided", token).statusCode()).isEqualTo(503);
        assertThat(ask("/api/rate/undecided", token).statusCode()).isEqualTo(429);
    }

    /** Their keys have the same id. */
    @Test
    default void eachIssuerSpeaksForItselfAlone() throws Exception {
        Tokens other = new Tokens("it");
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
        UPSTREAM.on("/jwks-other", call -> call.ok(other.jwks()));
        UPSTREAM.on("/things/mine/two", call -> call.ok("in"));

        assertThat(ask("/api/mine/two", good(Tokens.ISSUER, TOKENS)).statusCode())
                .isEqualTo(200);
        assertThat(ask("/api/mine/two", good("http://other.test", other)).statusCode())
                .isEqualTo(200);
        assertThat(ask("/api/mine/two", good("http://other.test", TOKENS)).statusCode())
                .isEqualTo(401);
        assertThat(ask("/api/mine/two", good(Tokens.ISSUER, other)).statusCode())
                .isEqualTo(401);
    }

    @Test
    default void noClientSaysInAnotherFieldWhoItIs() throws Exception {
        List<TestUpstream.Call> seen = new CopyOnWriteArrayList<>();
        UPSTREAM.on("/things/open/fields", call -> {
            seen.add(call);
            call.ok("");
        });

        String answer = raw("""
                GET /api/open/fields HTTP/1.1
                Host: h
                Connection: close
                X-User: root
                X_Authenticated_User: root
                REMOTE_USER: root
                X-Auth-Request-Email: root
                X-Kept: yes

                """);

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(seen.get(0).headers()).noneMatch(line -> line.contains("root"));
        assertThat(seen.get(0).header("X-Kept")).containsExactly("yes");
    }
}
