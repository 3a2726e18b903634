package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An issuer's tokens may be signed as its list of algorithms says, whatever else its keys could do. */
interface TokenAlgorithms extends Situation {
    private static String signed(JWSAlgorithm algorithm, RSAKey key, String issuer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("gatehouse")
                        .subject("ada")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private HttpResponse<String> ask(String token) throws Exception {
        return send(to("/api/mine/signed").header("Authorization", "Bearer " + token));
    }

    private void assertNotAccepted(String token) throws Exception {
        HttpResponse<String> answer = ask(token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"TOKEN_INVALID\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("its algorithm is not accepted");
    }

    @Test
    default void onlyAlgorithmsOfTheIssuersListAreAccepted() throws Exception {
        Tokens elliptic = new Tokens("elliptic");
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        String keys = new JWKSet(List.of(elliptic.key().toPublicJWK(), rsa.toPublicJWK())).toString();
        UPSTREAM.on("/jwks-rsa", call -> call.ok(keys));
        UPSTREAM.on("/things/mine/signed", call -> call.ok("in"));

        assertThat(ask(signed(JWSAlgorithm.RS256, rsa, "http://rsa.test")).body())
                .isEqualTo("in");
        assertNotAccepted(signed(JWSAlgorithm.RS512, rsa, "http://rsa.test"));
        assertNotAccepted(signed(JWSAlgorithm.PS256, rsa, "http://rsa.test"));
        assertNotAccepted(elliptic.token(Instant.now(), claims -> claims.issuer("http://rsa.test")));
        assertNotAccepted(signed(JWSAlgorithm.RS256, rsa, Tokens.ISSUER));
    }
}
