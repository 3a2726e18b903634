package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may pass, and what the upstream learns about who it was. */
interface Identifying extends Situation {
    Tokens TOKENS = new Tokens("it");

    @BeforeEach
    default void theIssuerPublishesItsKeys() {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
    }

    @Test
    default void withoutATokenThereIsAChallenge() throws Exception {
        HttpResponse<String> answer = send(to("/api/mine/x"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("TOKEN_MISSING");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    default void aBadTokenIsRefusedEverywhere() throws Exception {
        String expired = TOKENS.token(
                Instant.now(),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))));

        for (String path : List.of("/api/mine/x", "/api/open/x")) {
            for (String token : List.of("nonsense", expired, new Tokens("it").token(Instant.now()))) {
                HttpResponse<String> answer = send(with(token, to(path)));
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).contains("TOKEN_INVALID");
            }
        }
    }

    @Test
    default void aRoleThatIsMissingForbids() throws Exception {
        UPSTREAM.on("/things/admin/x", call -> call.ok("done"));

        HttpResponse<String> user = send(with(TOKENS.token(Instant.now(), "user"), to("/api/admin/x")));
        HttpResponse<String> admin = send(with(TOKENS.token(Instant.now(), "user", "admin"), to("/api/admin/x")));

        assertThat(user.statusCode()).isEqualTo(403);
        assertThat(user.body()).contains("FORBIDDEN");
        assertThat(admin.body()).isEqualTo("done");
    }

    @Test
    default void theUpstreamGetsATokenThatThePublishedKeysVerify() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/mine/who", call -> {
            seen.set(call);
            call.ok("");
        });
        String token = TOKENS.token(Instant.now(), "user");

        assertThat(send(with(token, to("/api/mine/who"))).statusCode()).isEqualTo(200);

        List<String> authorization = seen.get().header("Authorization");
        assertThat(authorization).hasSize(1).doesNotContain("Bearer " + token);
        SignedJWT internal = SignedJWT.parse(authorization.get(0).substring("Bearer ".length()));
        HttpResponse<String> jwks = send(to("/.well-known/gateway-jwks.json"));
        assertThat(jwks.headers().firstValue("Cache-Control").orElse("")).contains("max-age=300");
        assertThat(internal.verify(new ECDSAVerifier(JWKSet.parse(jwks.body())
                        .getKeyByKeyId(internal.getHeader().getKeyID())
                        .toECKey())))
                .isTrue();
        assertThat(internal.getJWTClaimsSet().getIssuer()).isEqualTo("gatehouse-gateway");
        assertThat(internal.getJWTClaimsSet().getAudience()).containsExactly("things");
        assertThat(internal.getJWTClaimsSet().getSubject()).isEqualTo("7f6c1d1e-0000-4000-8000-000000000007");
    }

    @Test
    default void withoutATokenNothingIsMadeUp() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/open/anybody", call -> {
            seen.set(call);
            call.ok("");
        });

        assertThat(send(to("/api/open/anybody")).statusCode()).isEqualTo(200);
        assertThat(seen.get().header("Authorization")).isEmpty();
    }

    @Test
    default void credentialsForTheUpstreamReachItWhereEverybodyMayAndNowhereElse() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        for (String path : List.of("/things/open/basic", "/things/mine/basic", "/things/admin/basic")) {
            UPSTREAM.on(path, call -> {
                seen.set(call);
                call.ok("");
            });
        }

        assertThat(send(to("/api/open/basic").header("Authorization", "Basic YTpi"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(seen.getAndSet(null).header("Authorization")).containsExactly("Basic YTpi");
        for (String path : List.of("/api/mine/basic", "/api/admin/basic")) {
            HttpResponse<String> refused = send(to(path).header("Authorization", "Basic YTpi"));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("TOKEN_MISSING");
        }
        assertThat(seen.get()).isNull();
    }

    @Test
    default void theConnectionHeaderCannotTakeTheTokenOff() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/mine/hop", call -> {
            seen.set(call);
            call.ok("");
        });

        String answer = raw(
                "GET /api/mine/hop HTTP/1.1\r\nHost: h\r\nConnection: close\r\nConnection: authorization\r\nAuthorization: Bearer "
                        + TOKENS.token(Instant.now()) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(seen.get()).isNull();
    }

    @Test
    default void healthTellsWhichServiceIsMissing() throws Exception {
        soon(() -> {
            HttpResponse<String> ready = send(to("/health/ready"));
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains(
                            "\"status\":\"DOWN\"",
                            "\"silent\":{\"status\":\"DOWN\"}",
                            "\"things\":{\"status\":\"UP\"}");
        });
        assertThat(send(to("/health/live")).statusCode()).isEqualTo(200);
        assertThat(send(to("/health/started")).statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder with(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }
}
