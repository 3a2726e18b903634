package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalTokensTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void areSignedWithTheKeyOfTheGatewayAndOfOneUserEach() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Files.createDirectory(data.resolve("keys"));
        Files.writeString(data.resolve("keys/gateway.jwk"), key.toJSONString());

        List<String> signed = InternalTokens.of(data, "users").signed(20);

        Set<String> users = new HashSet<>();
        for (String text : signed) {
            SignedJWT token = SignedJWT.parse(text);
            assertThat(token.verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
            assertThat(token.getHeader().getKeyID()).isEqualTo("k1");
            assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("gatehouse-gateway");
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("users");
            users.add(token.getJWTClaimsSet().getSubject());
        }
        assertThat(users).hasSize(20);
    }

    @Test
    void sayWhereTheKeyShouldBe() throws IOException {
        Files.createDirectory(data.resolve("keys"));
        Path file = Files.writeString(data.resolve("keys/gateway.jwk"), "{}");

        assertThatThrownBy(() -> InternalTokens.of(data, "users"))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not hold the gateway's key");
    }
}
