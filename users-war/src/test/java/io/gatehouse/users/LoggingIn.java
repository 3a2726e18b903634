package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.users.UsersClient.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a password becomes tokens, and what they are worth. */
interface LoggingIn {
    @Test
    default void givesTokensThatThePublishedKeyChecks() throws Exception {
        Visitor visitor = Visitor.any();
        String id = visitor.register().text("id");
        Answer answer = visitor.login();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        SignedJWT token = SignedJWT.parse(answer.text("access_token"));
        Answer keys = UsersClient.to("/.well-known/jwks.json").get();
        assertThat(keys.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(keys.body()).doesNotContain("\"d\"");
        assertThat(token.verify(new ECDSAVerifier(JWKSet.parse(keys.body())
                        .getKeyByKeyId(token.getHeader().getKeyID())
                        .toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(id);
    }

    @Test
    default void takesANameInAnyCaseAndTheEmailAsWell() {
        Visitor visitor = Visitor.registered();

        Answer byEmail = UsersClient.to("/auth/login")
                .post(Map.of("email", visitor.email().toUpperCase(Locale.ROOT), "password", visitor.password()));

        assertThat(byEmail.status()).isEqualTo(200);
    }

    @Test
    default void answersTheSameToAWrongPasswordAnUnknownNameAndADisabledUser() {
        Visitor visitor = Visitor.any();
        Answer unknown = visitor.login();
        String id = visitor.register().text("id");
        Answer wrong = visitor.login("wrong horse");
        UsersClient.to("/users/" + id + "/disable").as(Visitor.admin()).post();
        Answer disabled = visitor.login();

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(disabled.status()).isEqualTo(401);
        assertThat(List.of(unknown.body(), disabled.body())).containsOnly(wrong.body());
    }

    @Test
    default void acceptsNoTokenButTheGatewaysForThisService() {
        Visitor visitor = Visitor.any();
        String id = visitor.register().text("id");
        String access = visitor.login().text("access_token");

        assertThat(UsersClient.to("/users/me").as(access).get().status()).isEqualTo(401);
        String forOrders = Visitor.token(id, "orders", List.of("user"), null);
        assertThat(UsersClient.to("/users/me").as(forOrders).get().status()).isEqualTo(401);
        String stranger = Visitor.tokenOf(UUID.randomUUID().toString());
        assertThat(UsersClient.to("/users/me").as(stranger).get().status()).isEqualTo(404);
        assertThat(UsersClient.to("/users/me").get().status()).isEqualTo(401);
    }
}
