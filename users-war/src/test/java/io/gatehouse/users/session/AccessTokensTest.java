package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.kernel.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final Subject ALICE = new Subject(UUID.randomUUID(), "alice", List.of("user", "admin"));

    @TempDir
    Path directory;

    private final SigningKey key = new SigningKey();
    private final AccessTokens tokens = new AccessTokens();

    @BeforeEach
    void wire() {
        key.directory = directory.toString();
        key.load();
        tokens.key = key;
        tokens.issuer = "https://gatehouse.example";
        tokens.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Test
    void saysForWhomByWhomAndHowLong() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue(ALICE));

        Map<String, Object> claims = token.getPayload().toJSONObject();
        assertThat(claims)
                .containsEntry("iss", "https://gatehouse.example")
                .containsEntry("aud", "gatehouse")
                .containsEntry("sub", ALICE.id().toString())
                .containsEntry("upn", "alice")
                .containsEntry("preferred_username", "alice")
                .containsEntry("groups", List.of("user", "admin"))
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.plusSeconds(900).getEpochSecond())
                .containsOnlyKeys("iss", "aud", "sub", "upn", "preferred_username", "groups", "iat", "exp", "jti");
    }

    @Test
    void isCheckedWithThePublishedKeyOfItsId() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue(ALICE));

        JWKSet published = JWKSet.parse(Json.STRICT.writeValueAsString(key.publicKeys()));
        ECKey named = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(named))).isTrue();
        assertThat(token.getHeader().toString()).contains("\"alg\":\"ES256\"", "\"typ\":\"JWT\"");
    }

    @Test
    void publishesNothingPrivate() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(key.publicKeys()))
                .contains("\"use\":\"sig\"", "\"alg\":\"ES256\"", "\"crv\":\"P-256\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void givesEveryTokenAnIdOfItsOwn() throws Exception {
        assertThat(SignedJWT.parse(tokens.issue(ALICE)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(
                        SignedJWT.parse(tokens.issue(ALICE)).getJWTClaimsSet().getJWTID());
    }

    @Test
    void answersInTheNamesOfOAuth() throws Exception {
        TokenAnswer answer = TokenAnswer.of("aaa", "rrr");

        assertThat(Json.STRICT.writeValueAsString(answer))
                .isEqualTo(
                        "{\"access_token\":\"aaa\",\"token_type\":\"Bearer\",\"expires_in\":900,\"refresh_token\":\"rrr\"}");
        assertThat(answer).asString().doesNotContain("aaa", "rrr");
    }
}
