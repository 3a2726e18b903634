package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final UUID SESSION = UUID.randomUUID();
    private static final Subject.User ALICE =
            new Subject.User(UUID.randomUUID(), "alice", List.of("user", "admin"), SESSION);
    private static final Subject.Client REPORTS = new Subject.Client(UUID.randomUUID(), "orders:read introspect");

    private final SettableClock clock = new SettableClock(NOW);

    @SuppressWarnings("NullAway.Init") // made before each test
    private AccessTokens tokens;

    @BeforeEach
    void wire(@TempDir Path directory) {
        tokens = SomeTokens.in(directory, clock);
    }

    @Test
    void saysForWhomByWhomAndHowLong() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue(ALICE));

        Map<String, Object> claims = token.getPayload().toJSONObject();
        assertThat(claims)
                .containsEntry("iss", SomeTokens.ISSUER)
                .containsEntry("aud", "gatehouse")
                .containsEntry("sub", ALICE.id().toString())
                .containsEntry("upn", "alice")
                .containsEntry("preferred_username", "alice")
                .containsEntry("groups", List.of("user", "admin"))
                .containsEntry("sid", SESSION.toString())
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.plusSeconds(900).getEpochSecond())
                .containsOnlyKeys(
                        "iss", "aud", "sub", "upn", "preferred_username", "groups", "sid", "iat", "exp", "jti");
    }

    @Test
    void givesAClientItsScopesAndNoRole() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue(REPORTS));

        assertThat(token.getPayload().toJSONObject())
                .containsEntry("sub", REPORTS.id().toString())
                .containsEntry("client_id", REPORTS.id().toString())
                .containsEntry("upn", REPORTS.id().toString())
                .containsEntry("scope", "orders:read introspect")
                .containsOnlyKeys("iss", "aud", "sub", "upn", "client_id", "scope", "iat", "exp", "jti");
        assertThat(new Subject.Client(REPORTS.id(), null).claims()).doesNotContainKey("scope");
    }

    @Test
    void isCheckedWithThePublishedKeyOfItsId() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue(ALICE));

        JWKSet published = JWKSet.parse(Json.STRICT.writeValueAsString(tokens.keys.publicKeys()));
        ECKey named = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(named))).isTrue();
        assertThat(token.getHeader().toString()).contains("\"alg\":\"ES256\"", "\"typ\":\"JWT\"");
    }

    @Test
    void publishesNothingPrivate() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(tokens.keys.publicKeys()))
                .contains("\"kty\":\"EC\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void isAnotherOneEachTime() throws Exception {
        assertThat(SignedJWT.parse(tokens.issue(ALICE)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(
                        SignedJWT.parse(tokens.issue(ALICE)).getJWTClaimsSet().getJWTID());
    }

    @Test
    void knowsItsOwnTokensUntilTheyExpire() {
        String token = tokens.issue(ALICE);

        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tokens.check(token))
                .hasValueSatisfying(claims ->
                        assertThat(claims.getSubject()).isEqualTo(ALICE.id().toString()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.check(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "garbage", "{}", "\0", "eyJhbGciOiJub25lIn0.e30."})
    void makesNothingOfGarbage(String garbage) {
        assertThat(tokens.check(garbage)).isEmpty();
    }

    @Test
    void trustsNoOtherKeyNameAlgorithmIssuerOrAudience() throws Exception {
        String kid = tokens.keys.signer().kid();
        JWTClaimsSet claims = SignedJWT.parse(tokens.issue(ALICE)).getJWTClaimsSet();
        ECKey others = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
        symmetric.sign(new MACSigner(new byte[32]));

        assertThat(tokens.check(signed(others, kid, claims))).isEmpty();
        assertThat(tokens.check(signed(others, "another", claims))).isEmpty();
        assertThat(tokens.check(symmetric.serialize())).isEmpty();
        assertThat(tokens.check(new PlainJWT(claims).serialize())).isEmpty();
        tokens.issuer = "https://other.example";
        String foreign = tokens.issue(ALICE);
        tokens.issuer = SomeTokens.ISSUER;
        assertThat(tokens.check(foreign)).isEmpty();
    }

    private static String signed(ECKey key, String kid, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(kid)
                        .build(),
                claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void answersInTheNamesOfOAuth() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(TokenAnswer.ofUser("aaa", "rrr")))
                .isEqualTo(
                        "{\"access_token\":\"aaa\",\"token_type\":\"Bearer\",\"expires_in\":900,\"refresh_token\":\"rrr\"}");
        assertThat(Json.STRICT.writeValueAsString(TokenAnswer.ofClient("aaa", "orders:read")))
                .isEqualTo(
                        "{\"access_token\":\"aaa\",\"token_type\":\"Bearer\",\"expires_in\":900,\"scope\":\"orders:read\"}");
        assertThat(TokenAnswer.ofUser("aaa", "rrr")).asString().doesNotContain("aaa", "rrr");
    }
}
