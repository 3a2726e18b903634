package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.GatewayConfig.TokenExchange;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenExchangeTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final List<Request> passed = new ArrayList<>();

    @TempDir
    private Path directory;

    private GatewayKey key;
    private TokenExchangeFilter filter;

    @BeforeEach
    void setUp() throws IOException, JOSEException {
        key = GatewayKey.in(directory);
        TokenExchange settings = new TokenExchange("gatehouse-gateway", Duration.ofMinutes(2), directory);
        filter = new TokenExchangeFilter(
                new InternalTokens(settings, key, new ECDSASigner(key.jwk()), clock), Map.of("service", "things"));
    }

    @Test
    void theUpstreamGetsATokenForItAloneThatThePublishedKeyVerifies() throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(forwarded(identity(Duration.ofHours(1))));

        assertThat(token.verify(new ECDSAVerifier(
                        JWKSet.parse(key.publicJwks()).getKeys().get(0).toECKey())))
                .isTrue();
        assertThat(token.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("gatehouse-gateway");
        assertThat(claims.getAudience()).containsExactly("things");
        assertThat(claims.getSubject()).isEqualTo("ada-id");
        assertThat(claims.getStringClaim("upn")).isEqualTo("ada");
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
    }

    @Test
    void scopesTravelOnAndWhereThereAreNoneNoneIsNamed() throws ParseException {
        Identity scoped = new Identity(
                "issuer",
                "ada-id",
                "ada",
                List.of(),
                List.of("a:read", "b"),
                clock.instant().plus(Duration.ofHours(1)),
                "scoped");

        assertThat(SignedJWT.parse(forwarded(scoped)).getJWTClaimsSet().getStringClaim("scope"))
                .isEqualTo("a:read b");
        assertThat(SignedJWT.parse(forwarded(identity(Duration.ofHours(1))))
                        .getJWTClaimsSet()
                        .getClaims())
                .doesNotContainKey("scope");
    }

    @Test
    void noTokenOutlivesTheClients() throws ParseException {
        Identity identity = identity(Duration.ofSeconds(40));

        assertThat(SignedJWT.parse(forwarded(identity))
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .toInstant())
                .isEqualTo(identity.expires());
    }

    @Test
    void aTokenIsUsedAgainWhileItHasHalfAMinuteLeft() {
        Identity identity = identity(Duration.ofHours(1));
        String first = forwarded(identity);

        clock.advance(Duration.ofSeconds(89));
        assertThat(forwarded(identity)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(2));
        assertThat(forwarded(identity)).isNotEqualTo(first);
    }

    @Test
    void nearTheEndOfTheClientsTokenTheLastOneIsUsedAgain() {
        Identity identity = identity(Duration.ofSeconds(20));
        String first = forwarded(identity);

        clock.advance(Duration.ofSeconds(15));
        assertThat(forwarded(identity)).isEqualTo(first);
    }

    @Test
    void withoutAnIdentityNoAuthorizationTravels() {
        send(Requests.of(
                "/x", new Access.Public(), Headers.of("Authorization", "Bearer client", "A", "1"), Body.EMPTY));

        assertThat(passed.get(0).headers()).isEqualTo(Headers.of("A", "1"));
    }

    @Test
    void whatIsMeantForTheUpstreamTravelsWhereEverybodyMay() {
        Headers basic = Headers.of("Authorization", "Basic YTpi", "A", "1");

        send(Requests.of("/x", new Access.Public(), basic, Body.EMPTY));
        send(Requests.of("/x", new Access.Authenticated(), basic, Body.EMPTY));
        send(Requests.of("/x", new Access.Public(), basic, Body.EMPTY).with(identity(Duration.ofHours(1))));

        assertThat(passed.get(0).headers()).isEqualTo(basic);
        assertThat(passed.get(1).headers()).isEqualTo(Headers.of("A", "1"));
        assertThat(passed.get(2).headers().first("Authorization")).startsWith("Bearer ");
    }

    @Test
    void thePublishedKeysHoldNothingPrivate() {
        assertThat(key.publicJwks()).contains("\"x\"").doesNotContain("\"d\"");
    }

    private String forwarded(Identity identity) {
        send(Requests.of("/x", new Access.Public(), Headers.of("Authorization", "Bearer client"), Body.EMPTY)
                .with(identity));
        String authorization =
                Objects.requireNonNull(passed.get(passed.size() - 1).headers().first("Authorization"));
        assertThat(authorization).startsWith("Bearer ");
        return authorization.substring("Bearer ".length());
    }

    private void send(Request request) {
        filter.apply(request, forwarded -> {
                    passed.add(forwarded);
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();
    }

    private Identity identity(Duration left) {
        return new Identity(
                "issuer", "ada-id", "ada", List.of("user"), clock.instant().plus(left), "fingerprint" + left);
    }
}
