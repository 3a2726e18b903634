package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AuthenticationFilterTest {
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final AdjustableClock clock = new AdjustableClock();
    private final Tokens tokens = new Tokens("k1");
    private final List<Request> passed = new ArrayList<>();
    private int fetches;
    private CompletionStage<String> jwks = CompletableFuture.completedFuture(tokens.jwks());
    private final AuthenticationFilter filter = new AuthenticationFilter(
            new TokenVerifier(
                    List.of(new Issuer(
                            Tokens.ISSUER, "gatehouse", URI.create("http://unused"), Set.of("ES256", "RS256"), SKEW)),
                    issuer -> new IssuerKeys(issuer.issuer(), this::fetch, clock),
                    clock),
            clock);

    @Test
    void aGoodTokenTellsWhoTheClientIs() {
        assertThat(send(tokens.token(clock.instant(), "user", "admin")).status())
                .isEqualTo(200);

        Identity identity = Objects.requireNonNull(passed.get(0).identity());
        assertThat(identity.subject()).isEqualTo("7f6c1d1e-0000-4000-8000-000000000007");
        assertThat(identity.name()).isEqualTo("ada");
        assertThat(identity.groups()).containsExactly("user", "admin");
    }

    @Test
    void withoutATokenOnlyPublicRoutesPass() {
        assertThat(refusalOf(send(new Access.Authenticated(), Headers.EMPTY))).isEqualTo(Failure.TOKEN_MISSING);
        assertThat(send(new Access.Public(), Headers.EMPTY).status()).isEqualTo(200);
    }

    @Test
    void aBadTokenIsRefusedOnPublicRoutesToo() {
        Response response = send(new Access.Public(), Headers.of("Authorization", "Bearer nonsense"));

        assertThat(refusalOf(response)).isEqualTo(Failure.TOKEN_INVALID);
        assertThat(response.headers().first("WWW-Authenticate")).contains("Bearer", "invalid_token");
    }

    @Test
    void otherSchemesAndSeveralTokensAreRefused() {
        String good = "Bearer " + tokens.token(clock.instant());
        Response digest = send(new Access.Public(), Headers.of("Authorization", "Digest username=\"a\""));

        assertThat(refusalOf(digest)).isEqualTo(Failure.TOKEN_MISSING);
        assertThat(digest.headers().first("WWW-Authenticate")).isEqualTo("Bearer realm=\"gatehouse\"");
        assertThat(refusalOf(send(new Access.Public(), Headers.of("Authorization", good, "authorization", good))))
                .isEqualTo(Failure.TOKEN_INVALID);
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        Headers headers = Headers.of("Authorization", "bearer " + tokens.token(clock.instant()));

        assertThat(send(new Access.Authenticated(), headers).status()).isEqualTo(200);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(
                new PlainJWT(new JWTClaimsSet.Builder().issuer(Tokens.ISSUER).build()).serialize());
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(Tokens.ISSUER)
                        .audience("gatehouse")
                        .subject("x")
                        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        forged.sign(new MACSigner(tokens.jwks().getBytes(StandardCharsets.UTF_8)));

        assertRefused(forged.serialize());
    }

    @Test
    void anAlgorithmThatDoesNotFitTheKeyIsRefused() {
        String token = tokens.token(clock.instant());
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8));

        assertRefused(header + token.substring(token.indexOf('.')));
    }

    @Test
    void claimsMustBeRight() {
        assertRefused(tokens.token(clock.instant(), claims -> claims.audience("other")));
        assertRefused(tokens.token(clock.instant(), claims -> claims.issuer("http://other.test")));
        assertRefused(tokens.token(clock.instant(), claims -> claims.subject(null)));
        assertRefused(tokens.token(clock.instant(), claims -> claims.expirationTime(null)));
        assertRefused(tokens.token(
                clock.instant(),
                claims -> claims.notBeforeTime(Date.from(clock.instant().plusSeconds(60)))));
        assertRefused(tokens.token(
                clock.instant(),
                claims -> claims.expirationTime(Date.from(clock.instant().minusSeconds(60)))));
    }

    @Test
    void theIssuersClockMayBeALittleAhead() {
        String token = tokens.token(
                clock.instant(),
                claims -> claims.notBeforeTime(Date.from(clock.instant().plusSeconds(3))));

        assertThat(send(token).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsRefusedBeforeNothingCouldBeMadeFromIt() {
        String token = tokens.token(
                clock.instant(),
                claims -> claims.expirationTime(Date.from(clock.instant().plusSeconds(3))));

        assertThat(send(token).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(2));
        assertThat(send(token).status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(500));
        assertRefused(token);
        assertThat(Objects.requireNonNull(passed.get(0).identity()).expires())
                .as("the claim exp, and no clock skew")
                .isEqualTo(clock.instant().plusMillis(500));
    }

    @Test
    void anotherTypeOfTokenIsRefused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("refresh+jwt"))
                .keyID("k1")
                .build();

        assertRefused(tokens.signed(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(Tokens.ISSUER)
                        .audience("gatehouse")
                        .subject("x")
                        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build()));
    }

    @Test
    void anAccessTokenMaySayThatItIsOne() {
        for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt")) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID("k1")
                    .build();
            String token = tokens.signed(
                    header,
                    new JWTClaimsSet.Builder()
                            .issuer(Tokens.ISSUER)
                            .audience("gatehouse")
                            .subject("x")
                            .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                            .build());

            assertThat(send(token).status()).as(type).isEqualTo(200);
        }
    }

    @Test
    void aForgedSignatureIsRefused() {
        assertRefused(new Tokens("k1").token(clock.instant()));
    }

    @Test
    void aHugeTokenIsRefusedUnread() {
        assertRefused("a".repeat(64 * 1024));
        assertThat(fetches).isZero();
    }

    @Test
    void aRememberedTokenIsNotVerifiedAgainAndExpiresAllTheSame() {
        String token = tokens.token(clock.instant());
        assertThat(send(token).status()).isEqualTo(200);
        jwks = CompletableFuture.failedFuture(new IllegalStateException("down"));

        clock.advance(Duration.ofMinutes(59));
        assertThat(send(token).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        assertRefused(token);
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void whileTheIssuerHasNeverBeenReachedNobodyIsToBlame() {
        jwks = CompletableFuture.failedFuture(new IllegalStateException("down"));

        Response undecided = send(tokens.token(clock.instant()));

        assertThat(refusalOf(undecided)).isEqualTo(Failure.KEYS_UNAVAILABLE);
        assertThat(undecided.status()).isEqualTo(503);
        assertThat(undecided.headers().first("Retry-After")).isEqualTo("1");
    }

    /** Two more than are remembered: some must be verified anew, and however many come, no more are kept. */
    @Test
    void onlySoManyTokensAreRemembered() {
        AuthenticationFilter forgetful = new AuthenticationFilter(
                new TokenVerifier(
                        List.of(new Issuer(
                                Tokens.ISSUER, "gatehouse", URI.create("http://unused"), Set.of("ES256"), SKEW)),
                        issuer -> new IssuerKeys(issuer.issuer(), this::fetch, clock),
                        clock),
                clock,
                3);
        for (int i = 0; i < 50; i++) {
            String jti = "t" + i;
            String token = tokens.token(clock.instant(), claims -> claims.jwtID(jti));
            forgetful.apply(
                    Requests.of("/x", new Access.Public(), Headers.of("Authorization", "Bearer " + token), Body.EMPTY),
                    request -> CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY)));
        }

        assertThat(forgetful.remembered()).isEqualTo(3);
    }

    @Test
    void onARouteForNobodyItDoesNotMatterWhoAsks() {
        Response response = send(new Access.Denied(), Headers.of("Authorization", "Bearer nonsense"));

        assertThat(response.status()).as("the next filter refuses it").isEqualTo(200);
        assertThat(fetches).isZero();
    }

    @Test
    void explainsWhatItWouldDoAndAsksNobody() {
        String token = tokens.token(clock.instant());
        Headers bearer = Headers.of("Authorization", "Bearer " + token);

        assertThat(explained(new Access.Public(), Headers.EMPTY).reason()).isEqualTo("no token is needed");
        assertThat(explained(new Access.Authenticated(), Headers.EMPTY).refusal())
                .isEqualTo(Failure.TOKEN_MISSING);
        assertThat(explained(new Access.Authenticated(), bearer).reason()).contains("has not been fetched yet");
        assertThat(fetches).isZero();

        send(token);
        assertThat(explained(new Access.Authenticated(), bearer).reason())
                .isEqualTo("the client is ada (http://issuer.test), roles []");
        Headers twice = Headers.of("Authorization", "Bearer " + token, "Authorization", "Bearer " + token);
        assertThat(explained(new Access.Authenticated(), twice).refusal()).isEqualTo(Failure.TOKEN_INVALID);
        assertThat(filter.identified(Requests.of("/x", new Access.Authenticated(), twice, Body.EMPTY))
                        .identity())
                .isNull();
    }

    private Decision explained(Access access, Headers headers) {
        return filter.explain(Requests.of("/x", access, headers, Body.EMPTY));
    }

    private CompletionStage<String> fetch() {
        fetches++;
        return jwks;
    }

    private void assertRefused(String token) {
        assertThat(refusalOf(send(token))).isEqualTo(Failure.TOKEN_INVALID);
    }

    private Response send(String token) {
        return send(new Access.Authenticated(), Headers.of("Authorization", "Bearer " + token));
    }

    private Response send(Access access, Headers headers) {
        return filter.apply(Requests.of("/x", access, headers, Body.EMPTY), request -> {
                    passed.add(request);
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();
    }

    private static Failure refusalOf(Response response) {
        return Objects.requireNonNull(response.refusal()).failure();
    }
}
