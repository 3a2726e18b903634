package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.pipeline.Identity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of several issuers, and tokens of those who would like to be one. */
class TokenVerifierTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final Tokens ours = new Tokens("k1");
    private final Tokens theirs = new Tokens("k1");
    private final List<String> fetched = new ArrayList<>();
    private final Map<String, String> published =
            Map.of(Tokens.ISSUER, ours.jwks(), "http://theirs.test", theirs.jwks());
    private final TokenVerifier verifier =
            verifier(List.of(issuer(Tokens.ISSUER, "gatehouse"), issuer("http://theirs.test", "elsewhere")));

    private TokenVerifier verifier(List<Issuer> issuers) {
        return new TokenVerifier(
                issuers,
                issuer -> new IssuerKeys(
                        issuer.issuer(),
                        () -> {
                            fetched.add(issuer.issuer());
                            return CompletableFuture.completedFuture(published.get(issuer.issuer()));
                        },
                        clock),
                clock);
    }

    @Test
    void eachIssuerSignsForItselfOnly() {
        assertThat(verify(ours.token(clock.instant()))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(theirs.token(clock.instant(), this::theirs))).isInstanceOf(Verdict.Accepted.class);
        // The same kid at both: only the key of the issuer that the token names counts.
        assertRejected(ours.token(clock.instant(), this::theirs), "its signature is not right");
        assertRejected(theirs.token(clock.instant()), "its signature is not right");
    }

    @Test
    void nobodyIsTakenForTheSubjectOfAnotherIssuer() {
        Identity one = identity(ours.token(clock.instant(), claims -> claims.subject("42")));
        Identity other = identity(theirs.token(clock.instant(), claims -> theirs(claims.subject("42"))));

        assertThat(one.subject()).isEqualTo("42");
        assertThat(other.subject()).isEqualTo("42");
        assertThat(one.issuer()).isEqualTo(Tokens.ISSUER);
        assertThat(other.issuer()).isEqualTo("http://theirs.test");
    }

    @Test
    void anIssuerSaysOnlyTheRolesThatItMayAndItsSubjectsBearItsPrefix() {
        Issuer limited = new Issuer(
                Tokens.ISSUER,
                "gatehouse",
                URI.create("http://unused"),
                Set.of("ES256"),
                Duration.ZERO,
                Set.of("user", "reader"),
                "p:",
                null);
        TokenVerifier those = verifier(List.of(limited));

        Identity named = identity(those, ours.token(clock.instant(), "admin", "user", "operator"));
        assertThat(named.subject()).isEqualTo("p:7f6c1d1e-0000-4000-8000-000000000007");
        assertThat(named.name()).isEqualTo("ada");
        assertThat(named.groups()).containsExactly("user");
        Identity nameless = identity(
                those,
                ours.token(clock.instant(), claims -> claims.subject("42").claim("upn", null)));
        assertThat(nameless.name()).isEqualTo("p:42");
    }

    @Test
    void eachIssuerHasItsAudience() {
        assertRejected(
                ours.token(clock.instant(), claims -> claims.audience("elsewhere")), "it is for another audience");
        assertThat(verify(ours.token(clock.instant(), claims -> claims.audience(List.of("x", "gatehouse")))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anAlgorithmThatIsNotOnTheListIsRefusedBeforeAnythingIsFetched() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_384).keyID("k1").generate();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("k1").build(), claims());
        token.sign(new ECDSASigner(key));

        assertRejected(token.serialize(), "its algorithm is not accepted");
        assertThat(fetched).isEmpty();
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotUsed() throws JOSEException {
        ECKey evil = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("k1")
                        .jwk(evil.toPublicJWK())
                        .jwkURL(URI.create("http://evil.test/jwks"))
                        .build(),
                claims());
        token.sign(new ECDSASigner(evil));

        assertRejected(token.serialize(), "its signature is not right");
        assertThat(fetched).containsExactly(Tokens.ISSUER);
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("k1")
                .criticalParams(Set.of("exp2"))
                .customParam("exp2", 1)
                .build();

        assertRejected(ours.signed(header, claims()), "its signature is not right");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "....",
                "e30.e30.",
                "e30.e30.e30",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJOb25FIn0.e30.e30",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c",
                "bnVsbA.bnVsbA.bnVsbA"
            })
    void whatIsNoSignedTokenIsRefusedAndNothingIsFetched(String token) {
        assertThat(verify(token)).isInstanceOf(Verdict.Rejected.class);
        assertThat(fetched).isEmpty();
    }

    @Test
    void claimsOfOtherTypesAndDeepNestingAreRefusedAndNotFollowed() {
        for (String claims : List.of(
                "{\"iss\":7}",
                "{\"iss\":[\"" + Tokens.ISSUER + "\"]}",
                "{\"iss\":\"" + Tokens.ISSUER + "\",\"exp\":\"soon\"}",
                "{\"iss\":\"" + Tokens.ISSUER + "\",\"aud\":{}}",
                "{\"iss\":" + "[".repeat(8_000),
                "[]",
                "\"text\"")) {
            String forged = encoded("{\"alg\":\"ES256\",\"kid\":\"k1\"}") + "." + encoded(claims) + ".AAAA";
            assertThat(verify(forged)).as(claims).isInstanceOf(Verdict.Rejected.class);
        }
        assertRejected(
                ours.token(clock.instant(), claims -> claims.claim("groups", "admin")), "it is not a signed JWT");
        assertRejected(ours.token(clock.instant(), claims -> claims.claim("scope", 7)), "it is not a signed JWT");
        for (String claim : List.of("groups", "scope", "scp")) {
            assertRejected(
                    ours.token(clock.instant(), claims -> claims.claim(claim, Arrays.asList("user", null))),
                    "it is not a signed JWT");
        }
    }

    @Test
    void aFloodOfInventedKeysIsOneFetchInTenSeconds() {
        verify(ours.token(clock.instant()));
        fetched.clear();
        Random random = new Random(1);
        for (int second = 0; second < 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 50; i++) {
                assertRejected(
                        new Tokens("k" + random.nextLong(), ours).token(clock.instant()), "its key is not known");
            }
        }

        assertThat(fetched).hasSizeBetween(5, 7);
        assertThat(verify(ours.token(clock.instant()))).isInstanceOf(Verdict.Accepted.class);
    }

    @RepeatedTest(20)
    void noChangedTokenPasses(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String token = ours.token(clock.instant());
        for (int i = 0; i < 50; i++) {
            StringBuilder changed = new StringBuilder(token);
            int at = random.nextInt(token.length());
            char other = (char) (' ' + random.nextInt(95));
            changed.setCharAt(at, other);
            // The last character of a signature has bits that mean nothing.
            if (other != token.charAt(at) && at < token.length() - 1) {
                assertThat(verify(changed.toString())).as(changed.toString()).isInstanceOf(Verdict.Rejected.class);
            }
        }
    }

    @Test
    void theClockMayDifferForTheBeginningButNotForTheEnd() {
        Date soon = Date.from(clock.instant().plusSeconds(4));
        Date past = Date.from(clock.instant().minusSeconds(1));

        assertThat(verify(ours.token(clock.instant(), claims -> claims.notBeforeTime(soon))))
                .isInstanceOf(Verdict.Accepted.class);
        assertRejected(
                ours.token(
                        clock.instant(),
                        claims -> claims.notBeforeTime(Date.from(clock.instant().plusSeconds(6)))),
                "it is not valid yet");
        assertRejected(ours.token(clock.instant(), claims -> claims.expirationTime(past)), "it has expired");
    }

    @Test
    void scopesAreATextOrAList() {
        assertThat(scopes("scope", "a b  c")).containsExactly("a", "b", "c");
        assertThat(scopes("scope", List.of("a", "b"))).containsExactly("a", "b");
        assertThat(scopes("scp", List.of("a"))).containsExactly("a");
        assertThat(scopes("scp", "a b")).containsExactly("a", "b");
        assertThat(scopes("scope", " ")).isEmpty();
        assertThat(scopes("other", "a")).isEmpty();
    }

    private List<String> scopes(String claim, Object value) {
        return identity(ours.token(clock.instant(), claims -> claims.claim(claim, value)))
                .scopes();
    }

    private Identity identity(String token) {
        return identity(verifier, token);
    }

    private static Identity identity(TokenVerifier verifier, String token) {
        Verdict verdict =
                verifier.verify(token, "fingerprint").toCompletableFuture().join();
        return ((Verdict.Accepted) verdict).identity();
    }

    private JWTClaimsSet.Builder theirs(JWTClaimsSet.Builder claims) {
        return claims.issuer("http://theirs.test").audience("elsewhere");
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience("gatehouse")
                .subject("x")
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .build();
    }

    private void assertRejected(String token, String reason) {
        assertThat(verify(token)).isEqualTo(new Verdict.Rejected(reason));
    }

    private Verdict verify(String token) {
        return verifier.verify(token, "fingerprint").toCompletableFuture().join();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Issuer issuer(String name, String audience) {
        return new Issuer(name, audience, URI.create("http://unused"), Set.of("ES256", "RS256"), Duration.ofSeconds(5));
    }
}
