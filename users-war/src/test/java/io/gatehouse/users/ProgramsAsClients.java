package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.users.UsersClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** OAuth 2: clients that administrators register, and what they get at the token endpoint. */
interface ProgramsAsClients {
    private static Answer register(String... scopes) {
        Answer answer = UsersClient.to("/auth/clients")
                .as(Visitor.admin())
                .post(Map.of("name", "Reports", "scopes", List.of(scopes)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    private static Map<String, String> credentials(Answer client) {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client.text("id"),
                "client_secret",
                client.text("secret"));
    }

    private static Answer token(Map<String, String> form) {
        return UsersClient.to("/auth/token").postForm(form);
    }

    @Test
    default void registersAClientWhoseSecretIsShownOnce() {
        Answer client = register("orders:read");

        assertThat(client.header("Cache-Control")).isEqualTo("no-store");
        assertThat(client.header("Location")).endsWith("/users/auth/clients/" + client.text("id"));
        Answer read = UsersClient.to("/auth/clients/" + client.text("id"))
                .as(Visitor.admin())
                .get();
        assertThat(read.json().has("secret")).isFalse();
        assertThat(read.header("ETag")).isEqualTo("\"0\"");
        assertThat(UsersClient.to("/auth/clients?limit=100")
                        .as(Visitor.admin())
                        .get()
                        .body())
                .contains(client.text("id"))
                .doesNotContain(client.text("secret"));
    }

    @Test
    default void listsTheClientsOfANameOrScope() {
        String scope = "s" + UUID.randomUUID();
        Answer client = register(scope);

        for (String query : List.of("?scope=" + scope, "?name=REPORTS&scope=" + scope)) {
            assertThat(listed(query).json().findValuesAsText("id")).as(query).containsExactly(client.text("id"));
        }
        assertThat(listed("?name=eports&scope=" + scope).json()).isEmpty();
        for (String query : List.of("?name=", "?name=%20", "?name=%E2%80%83", "?scope=", "?scope=a%20b", "?secret=a")) {
            assertThat(listed(query).text("code")).as(query).isEqualTo("VALIDATION_FAILED");
        }
    }

    private static Answer listed(String query) {
        return UsersClient.to("/auth/clients" + query).as(Visitor.admin()).get();
    }

    @Test
    default void givesAClientAToken() throws Exception {
        Answer client = register("orders:read", "users:read");

        Answer answer = token(credentials(client));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "scope");
        JWTClaimsSet claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(client.text("id"));
        assertThat(claims.getClaim("groups")).isNull();
        String asClient = Visitor.token(client.text("id"), "users", List.of(), "orders:read");
        assertThat(UsersClient.to("/users/me").as(asClient).get().status()).isEqualTo(403);
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }

    /** As the library of a client does it that does not ask first: RFC 6749, section 2.3.1. */
    @Test
    default void takesTheSecretOfAClientInAuthorizationToo() {
        Answer client = register("orders:read");
        String right = basic(client.text("id"), client.text("secret"));
        UsersClient endpoint = UsersClient.to("/auth/token");
        Map<String, String> grant = Map.of("grant_type", "client_credentials");

        Answer answer = endpoint.with("Authorization", right).postForm(grant);
        Answer wrong = endpoint.with("Authorization", basic(client.text("id"), "wrong"))
                .postForm(grant);
        Answer malformed = endpoint.with("Authorization", "Basic *").postForm(grant);
        Answer both = endpoint.with("Authorization", right).postForm(credentials(client));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("scope")).isEqualTo("orders:read");
        for (Answer refused : List.of(wrong, malformed)) {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
            assertThat(refused.text("error")).isEqualTo("invalid_client");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"gatehouse\"");
        }
        assertThat(both.status()).as(both.toString()).isEqualTo(400);
        assertThat(both.text("error")).isEqualTo("invalid_request");
        assertThat(endpoint.with("Authorization", right)
                        .postForm(Map.of("grant_type", "refresh_token", "refresh_token", "x"))
                        .text("error"))
                .isEqualTo("invalid_grant");
    }

    /** What a client authenticates with at the token endpoint makes it nobody anywhere else. */
    @Test
    default void aSecretIsNoToken() {
        Answer client = register("orders:read");

        assertThat(UsersClient.to("/users/me")
                        .with("Authorization", basic(client.text("id"), client.text("secret")))
                        .get()
                        .status())
                .isEqualTo(401);
        assertThat(UsersClient.to("/auth/clients")
                        .with("Authorization", basic(client.text("id"), client.text("secret")))
                        .get()
                        .status())
                .isEqualTo(401);
    }

    @Test
    default void exchangesARefreshTokenOnce() {
        String first = Visitor.registered().login().text("refresh_token");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", first);

        Answer renewed = token(form);
        Answer again = token(form);

        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        assertThat(renewed.text("refresh_token")).isNotEqualTo(first).isNotEmpty();
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    default void refusesInTheWordsOfTheStandard() {
        Answer unknown = token(Map.of("grant_type", "client_credentials", "client_id", "x", "client_secret", "y"));
        Answer malformed = UsersClient.to("/auth/token").postForm("grant_type=%zz");
        Answer json = UsersClient.to("/auth/token").post(Map.of("grant_type", "client_credentials"));
        Answer charset = UsersClient.to("/auth/token")
                .with("Content-Type", "application/x-www-form-urlencoded; charset=nonsense")
                .post();

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("error")).isEqualTo("invalid_client");
        assertThat(unknown.header("WWW-Authenticate")).isNotEmpty();
        assertThat(unknown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(unknown.header("Content-Type")).startsWith("application/json");
        for (Answer invalid : List.of(malformed, json, charset)) {
            assertThat(invalid.status()).as(invalid.toString()).isEqualTo(400);
            assertThat(invalid.text("error")).isEqualTo("invalid_request");
            assertThat(invalid.text("error_description")).isNotEmpty();
        }
        assertThat(UsersClient.to("/auth/token").get().status()).isEqualTo(405);
    }

    @Test
    default void changesRenewsAndDeletesAClient() {
        Answer client = register("orders:read");
        UsersClient one = UsersClient.to("/auth/clients/" + client.text("id")).as(Visitor.admin());

        assertThat(one.patch("{\"scopes\":[]}").status()).isEqualTo(428);
        Answer changed = one.with("If-Match", "\"0\"").patch("{\"scopes\":[\"users:read\"]}");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(token(credentials(client)).text("scope")).isEqualTo("users:read");
        assertThat(one.with("If-Match", "*").patch("{\"secret\":\"mine\"}").field())
                .isEqualTo("secret");
        assertThat(one.with("If-Match", "*")
                        .put(Map.of("name", "", "scopes", List.of("a b")))
                        .status())
                .isEqualTo(400);

        Answer renewed = UsersClient.to("/auth/clients/" + client.text("id") + "/secret")
                .as(Visitor.admin())
                .post();
        assertThat(token(credentials(client)).status()).isEqualTo(401);
        assertThat(token(credentials(renewed)).status()).isEqualTo(200);

        assertThat(one.delete().status()).isEqualTo(204);
        assertThat(token(credentials(renewed)).status()).isEqualTo(401);
        assertThat(one.get().status()).isEqualTo(404);
        assertThat(UsersClient.to("/auth/clients/" + client.text("id") + "/events")
                        .as(Visitor.admin())
                        .get()
                        .json()
                        .findValuesAsText("type"))
                .containsExactly("ClientRegistered", "ClientChanged", "ClientSecretRenewed", "ClientDeleted");
    }

    @Test
    default void letsNobodyButAdministratorsSeeClients() {
        String user = Visitor.registered().token();

        assertThat(UsersClient.to("/auth/clients").get().status()).isEqualTo(401);
        assertThat(UsersClient.to("/auth/clients").as(user).get().status()).isEqualTo(403);
        assertThat(UsersClient.to("/auth/clients")
                        .as(user)
                        .post(Map.of("name", "x", "scopes", List.of()))
                        .status())
                .isEqualTo(403);
    }

    /** Each address in the documents answers, and each grant type that they name is one. */
    @Test
    default void saysTruthfullyWhereEverythingIs() {
        for (String document : List.of("openid-configuration", "oauth-authorization-server")) {
            Answer metadata = UsersClient.to("/.well-known/" + document).get();

            assertThat(metadata.status()).isEqualTo(200);
            assertThat(metadata.text("issuer")).isEqualTo("http://localhost:8080");
            assertThat(metadata.header("Cache-Control")).isEqualTo("public, max-age=300");
            assertThat(UsersClient.to(inner(metadata.text("jwks_uri"))).get().status())
                    .isEqualTo(200);
            assertThat(UsersClient.to(inner(metadata.text("introspection_endpoint")))
                            .post()
                            .status())
                    .isBetween(400, 401);
            metadata.json()
                    .path("grant_types_supported")
                    .forEach(grant -> assertThat(UsersClient.to(inner(metadata.text("token_endpoint")))
                                    .postForm(Map.of("grant_type", grant.asText()))
                                    .text("error"))
                            .isEqualTo("invalid_request"));
            for (String endpoint : List.of("token", "introspection")) {
                assertThat(metadata.json().path(endpoint + "_endpoint_auth_methods_supported"))
                        .extracting(JsonNode::asText)
                        .contains("client_secret_basic", "client_secret_post");
            }
            assertThat(metadata.json().path("response_types_supported")).isEmpty();
            assertThat(metadata.json().has("authorization_endpoint")).isFalse();
        }
    }

    @Test
    default void onlyOpenIdConnectIsToldWhatOnlyItKnows() {
        JsonNode openId =
                UsersClient.to("/.well-known/openid-configuration").get().json();
        JsonNode oauth =
                UsersClient.to("/.well-known/oauth-authorization-server").get().json();

        assertThat(openId.path("subject_types_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("public");
        assertThat(openId.path("id_token_signing_alg_values_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("ES256");
        assertThat(openId.path("claims_supported")).extracting(JsonNode::asText).contains("sub", "groups");
        assertThat(((ObjectNode) openId)
                        .remove(List.of(
                                "subject_types_supported",
                                "id_token_signing_alg_values_supported",
                                "claims_supported")))
                .isEqualTo(oauth);
    }

    /** Behind the gateway, which takes {@code /api} away. */
    private static String inner(String publicUrl) {
        return publicUrl.replace("http://localhost:8080", "").replaceFirst("^/api", "");
    }
}
