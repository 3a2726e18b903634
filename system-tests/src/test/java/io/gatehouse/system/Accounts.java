package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users, programs and administrators do about accounts, through the gateway. */
interface Accounts {
    Product product();

    private static String issuerOf(Answer metadata) {
        assertThat(metadata.status()).as(metadata.toString()).isEqualTo(200);
        return metadata.text("issuer");
    }

    @Test
    default void aProgramFindsTheTokenEndpointAndGetsATokenOfItsOwn() {
        Client visitor = Client.anonymous(product());
        Answer client = Client.administrator(product())
                .post("/api/auth/clients", Map.of("name", "Reports", "scopes", List.of("introspect")));
        Answer metadata = visitor.get("/.well-known/oauth-authorization-server");
        String endpoint =
                metadata.text("token_endpoint").substring(issuerOf(metadata).length());
        Map<String, String> credentials = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client.text("id"),
                "client_secret",
                client.text("secret"));

        Answer token = visitor.postForm(endpoint, credentials);

        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        Client program = visitor.withToken(token.text("access_token"));
        Answer state = program.postForm("/api/auth/verify", Map.of("token", token.text("access_token")));
        assertThat(state.text("client_id")).isEqualTo(client.text("id"));
        assertThat(program.get("/api/users/me").status()).isEqualTo(403);
        assertThat(issuerOf(visitor.get("/.well-known/openid-configuration"))).isEqualTo(issuerOf(metadata));
    }

    /** The way that the libraries of clients take first (RFC 6749, section 2.3.1); a secret is no token anywhere else. */
    @Test
    default void aProgramAuthenticatesWithItsSecretInAuthorizationWhereItGetsTokens() {
        Client visitor = Client.anonymous(product());
        Answer client = Client.administrator(product())
                .post("/api/auth/clients", Map.of("name", "Audit", "scopes", List.of("introspect")));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (client.text("id") + ":" + client.text("secret")).getBytes(StandardCharsets.US_ASCII));
        String[] form = {"Content-Type", "application/x-www-form-urlencoded", "Authorization", basic};

        Answer token = visitor.send("POST", "/api/auth/token", "grant_type=client_credentials", form);

        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        Answer state = visitor.send("POST", "/api/auth/verify", "token=" + token.text("access_token"), form);
        assertThat(state.text("client_id")).as(state.toString()).isEqualTo(client.text("id"));
        form[3] = "Basic eDp5";
        Answer wrong = visitor.send("POST", "/api/auth/token", "grant_type=client_credentials", form);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
        for (String path : List.of("/api/users/me", "/api/orders", "/api/auth/clients", "/gateway/stats")) {
            Answer refused = visitor.send("GET", path, "", "Authorization", basic);
            assertThat(refused.status()).as(path).isEqualTo(401);
        }
    }

    @Test
    default void whoLogsOutHasATokenThatIsNotActive() {
        String name = "leaver-" + UUID.randomUUID();
        Client visitor = Client.anonymous(product());
        visitor.post(
                "/api/users", Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD));
        Answer login = visitor.post("/api/auth/login", Map.of("username", name, "password", Client.PASSWORD));

        Answer out = visitor.post("/api/auth/logout", Map.of("refresh_token", login.text("refresh_token")));

        assertThat(out.status()).as(out.toString()).isEqualTo(204);
        Answer state = Client.administrator(product())
                .postForm("/api/auth/verify", Map.of("token", login.text("access_token")));
        assertThat(state.http().body()).isEqualTo("{\"active\":false}");
    }

    @Test
    default void whoDeletesThemselvesIsForgottenByAllServices() {
        Client leaver = Client.newUser(product());
        leaver.post("/api/tasks", Map.of("title", "Say goodbye"));

        assertThat(leaver.post("/api/users/me/delete", Map.of("currentPassword", "wrong horse"))
                        .text("code"))
                .isEqualTo("WRONG_PASSWORD");
        Answer deleted = leaver.post("/api/users/me/delete", Map.of("currentPassword", Client.PASSWORD));

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(leaver.get("/api/users/me").status()).isEqualTo(404);
        for (String path : List.of("/api/tasks", "/api/notifications")) {
            assertThat(Client.eventually(
                                    () -> leaver.get(path),
                                    answer -> answer.json().isEmpty())
                            .http()
                            .body())
                    .as(path)
                    .isEqualTo("[]");
        }
    }

    @Test
    default void whoNamesALanguageIsToldInIt() {
        Client admin = Client.administrator(product());
        Map<String, String> template = Map.of(
                "eventType", "UserRegistered",
                "locale", "fy",
                "channel", "IN_APP",
                "subject", "Wolkom",
                "text", "Wolkom, {username}.");
        assertThat(admin.post("/api/templates", template).status()).isIn(201, 409);
        String name = "frisian-" + UUID.randomUUID();
        Map<String, String> wanted = Map.of(
                "username", name, "email", name + "@example.org", "password", Client.PASSWORD, "locale", "fy-NL");
        assertThat(Client.anonymous(product()).post("/api/users", wanted).text("locale"))
                .isEqualTo("fy-NL");
        Client frisian = Client.login(product(), name, Client.PASSWORD);

        Answer told = Client.eventually(
                () -> frisian.get("/api/notifications"),
                answer -> !answer.json().isEmpty());

        assertThat(told.json().at("/0/message").asText()).isEqualTo("Wolkom, " + name + ".");
    }

    /** What a client says about its address is not what counts: the gateway drops it. */
    @Test
    default void whoGuessesWaitsWhateverTheySayAboutWhereTheyAre() {
        String name = "victim-" + UUID.randomUUID();
        Client guesser = Client.anonymous(product());
        Map<String, String> wrong = Map.of("username", name, "password", "wrong horse");

        Answer answer = guesser.postFrom("198.51.100.0", "/api/auth/login", wrong);
        for (int i = 1; i < 12 && answer.status() != 429; i++) {
            answer = guesser.postFrom("198.51.100." + i, "/api/auth/login", wrong);
        }

        assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
        assertThat(answer.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @Test
    default void onlyAdministratorsSeeClientsAndKeys() {
        for (String path : List.of("/api/auth/clients", "/api/auth/keys")) {
            assertThat(Client.anonymous(product()).get(path).status()).isEqualTo(401);
            assertThat(Client.newUser(product()).get(path).status()).isEqualTo(403);
            assertThat(Client.administrator(product()).get(path).status()).isEqualTo(200);
        }
    }
}
