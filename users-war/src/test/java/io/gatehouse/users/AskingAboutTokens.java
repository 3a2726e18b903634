package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.UsersClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Token introspection (RFC 7662): who may ask, and what they are told. */
interface AskingAboutTokens {
    String INACTIVE = "{\"active\":false}";

    private static Answer verify(String as, String token) {
        return UsersClient.to("/auth/verify").as(as).postForm(Map.of("token", token));
    }

    @Test
    default void tellsUsersOfTheirOwnTokens() {
        Visitor visitor = Visitor.registered();
        Answer tokens = visitor.login();

        Answer state = verify(visitor.token(), tokens.text("access_token"));

        assertThat(state.status()).as(state.toString()).isEqualTo(200);
        assertThat(state.header("Cache-Control")).isEqualTo("no-store");
        assertThat(state.json().path("active").asBoolean()).isTrue();
        assertThat(state.text("username")).isEqualTo(visitor.name());
        assertThat(verify(visitor.token(), tokens.text("refresh_token")).text("sub"))
                .isEqualTo(visitor.id());
    }

    @Test
    default void tellsUsersNothingOfTheTokensOfOthers() {
        Answer tokens = Visitor.registered().login();
        String other = Visitor.registered().token();

        assertThat(verify(other, tokens.text("access_token")).body()).isEqualTo(INACTIVE);
        assertThat(verify(other, tokens.text("refresh_token")).body()).isEqualTo(INACTIVE);
    }

    @Test
    default void tellsAdministratorsOfAnyTokenAsLongAsItsSessionGoesOn() {
        Visitor visitor = Visitor.registered();
        Answer tokens = visitor.login();
        String token = tokens.text("access_token");
        assertThat(verify(Visitor.admin(), token).text("sub")).isEqualTo(visitor.id());

        UsersClient.to("/auth/logout").post(Map.of("refresh_token", tokens.text("refresh_token")));

        assertThat(verify(Visitor.admin(), token).body()).isEqualTo(INACTIVE);
    }

    @Test
    default void tellsClientsThatMayAsk() {
        Answer client = UsersClient.to("/auth/clients")
                .as(Visitor.admin())
                .post(Map.of("name", "Resource server", "scopes", List.of("introspect")));
        String token = Visitor.registered().login().text("access_token");

        Answer state = UsersClient.to("/auth/verify")
                .postForm(
                        Map.of("token", token, "client_id", client.text("id"), "client_secret", client.text("secret")));
        Answer byBasic = UsersClient.to("/auth/verify")
                .with(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((client.text("id") + ":" + client.text("secret"))
                                                .getBytes(StandardCharsets.US_ASCII)))
                .postForm(Map.of("token", token));
        Answer byToken = verify(Visitor.token(client.text("id"), "users", List.of(), "introspect"), token);

        assertThat(state.json().path("active").asBoolean()).as(state.toString()).isTrue();
        assertThat(byBasic.json()).as(byBasic.toString()).isEqualTo(state.json());
        assertThat(byToken.json().path("active").asBoolean())
                .as(byToken.toString())
                .isTrue();
    }

    @Test
    default void refusesWhoMayNotAsk() {
        Answer client = UsersClient.to("/auth/clients")
                .as(Visitor.admin())
                .post(Map.of("name", "Reports", "scopes", List.of("orders:read")));
        UsersClient verify = UsersClient.to("/auth/verify");

        Answer nobody = verify.postForm(Map.of("token", "x"));
        Answer wrong = verify.postForm(Map.of("token", "x", "client_id", client.text("id"), "client_secret", "wrong"));
        Answer poor = verify.postForm(
                Map.of("token", "x", "client_id", client.text("id"), "client_secret", client.text("secret")));
        Answer poorToken = verify(Visitor.token(client.text("id"), "users", List.of(), "orders:read"), "x");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(wrong.text("error")).isEqualTo("invalid_client");
        assertThat(poor.status()).isEqualTo(403);
        assertThat(poorToken.text("error")).isEqualTo("insufficient_scope");
    }

    @Test
    default void anAccessTokenInJsonSpeaksForItselfAndForNothingElse() {
        Visitor visitor = Visitor.registered();
        Answer tokens = visitor.login();
        Answer client = UsersClient.to("/auth/clients")
                .as(Visitor.admin())
                .post(Map.of("name", "Reports", "scopes", List.of("introspect")));
        String program = UsersClient.to("/auth/token")
                .postForm(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client.text("id"),
                        "client_secret",
                        client.text("secret")))
                .text("access_token");
        UsersClient verify = UsersClient.to("/auth/verify");

        Answer state = verify.post(Map.of("token", tokens.text("access_token")));

        assertThat(state.status()).as(state.toString()).isEqualTo(200);
        assertThat(state.text("username")).isEqualTo(visitor.name());
        for (String other : List.of(tokens.text("refresh_token"), program, "x")) {
            assertThat(verify.post(Map.of("token", other)).body()).isEqualTo(INACTIVE);
        }
        assertThat(verify.as(Visitor.registered().token())
                        .post(Map.of("token", tokens.text("access_token")))
                        .body())
                .as("to somebody else")
                .isEqualTo(INACTIVE);
        assertThat(verify.post(Map.of("token", 1)).text("error")).isEqualTo("invalid_request");
        assertThat(verify.post(Map.of()).text("error")).isEqualTo("invalid_request");
    }

    @Test
    default void makesNoErrorOfGarbage() {
        for (String garbage : List.of("x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "' or 1=1 --", "é".repeat(1000))) {
            assertThat(verify(Visitor.admin(), garbage).body()).as(garbage).isEqualTo(INACTIVE);
        }
        assertThat(verify(Visitor.admin(), "").text("error")).isEqualTo("invalid_request");
    }
}
