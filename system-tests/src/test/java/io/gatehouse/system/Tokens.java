package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of tokens (RFC 6749, RFC 7662), and of the programs that administrators register, through the gateway. */
interface Tokens {
    String INACTIVE = "{\"active\":false}";
    String MERGE_PATCH = "application/merge-patch+json";

    Product product();

    /** Somebody with a session: their name, and what the login has given. */
    record Visitor(String id, String name, Answer login) {
        static Visitor of(Product product) {
            String name = "visitor-" + UUID.randomUUID();
            Client anybody = Client.anonymous(product);
            String id = anybody.post(
                            "/api/users",
                            Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD))
                    .text("id");
            Answer login = anybody.post("/api/auth/login", Map.of("username", name, "password", Client.PASSWORD));
            return new Visitor(id, name, login);
        }

        String accessToken() {
            return login.text("access_token");
        }

        String refreshToken() {
            return login.text("refresh_token");
        }
    }

    private Answer refreshed(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private Answer token(Map<String, String> form) {
        return Client.anonymous(product()).postForm("/api/auth/token", form);
    }

    private static Map<String, String> credentials(Answer client, String... more) {
        Map<String, String> form =
                new HashMap<>(Map.of("client_id", client.text("id"), "client_secret", client.text("secret")));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    private static void assertRefused(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
    }

    @Test
    default void aRefreshTokenIsExchangedOnceAndEndsItsSessionWhenItComesAgain() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());

        Answer renewed = refreshed(visitor.refreshToken());

        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        assertThat(renewed.header("Cache-Control")).hasValue("no-store");
        Answer next = admin.postForm("/api/auth/verify", Map.of("token", renewed.text("refresh_token")));
        assertThat(next.text("sub")).isEqualTo(visitor.id());
        assertThat(next.json().has("token_type")).isFalse();
        Answer access = admin.postForm("/api/auth/verify", Map.of("token", renewed.text("access_token")));
        assertThat(access.text("username")).isEqualTo(visitor.name());
        assertThat(admin.postForm("/api/auth/verify", Map.of("token", visitor.refreshToken()))
                        .http()
                        .body())
                .isEqualTo(INACTIVE);

        assertRefused(refreshed(visitor.refreshToken()), 400, "invalid_grant");
        assertRefused(refreshed(renewed.text("refresh_token")), 400, "invalid_grant");
        assertThat(admin.postForm("/api/auth/verify", Map.of("token", renewed.text("access_token")))
                        .http()
                        .body())
                .isEqualTo(INACTIVE);
    }

    @Test
    default void ofManyWhoExchangeOneRefreshTokenAtOnceOneIsGivenAnother() {
        Visitor visitor = Visitor.of(product());

        List<Answer> answers = Client.atOnce(8, () -> refreshed(visitor.refreshToken()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertRefused(answer, 400, "invalid_grant"));
    }

    @Test
    default void whoIsDisabledHasNoTokenThatIsGood() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());

        Answer disabled = admin.postText("/api/users/" + visitor.id() + "/disable", "");

        assertThat(disabled.status()).as(disabled.toString()).isEqualTo(200);
        for (String token : List.of(visitor.accessToken(), visitor.refreshToken())) {
            assertThat(admin.postForm("/api/auth/verify", Map.of("token", token))
                            .http()
                            .body())
                    .isEqualTo(INACTIVE);
        }
        assertRefused(refreshed(visitor.refreshToken()), 400, "invalid_grant");
    }

    @Test
    default void nobodyIsToldOfTheTokensOfOthers() {
        Visitor visitor = Visitor.of(product());
        Client other = Client.newUser(product());

        for (String token : List.of(visitor.accessToken(), visitor.refreshToken(), "x", "a.b.c", "\0")) {
            assertThat(other.postForm("/api/auth/verify", Map.of("token", token))
                            .http()
                            .body())
                    .isEqualTo(INACTIVE);
        }
        assertRefused(
                Client.anonymous(product()).postForm("/api/auth/verify", Map.of("token", visitor.accessToken())),
                401,
                "invalid_client");
    }

    @Test
    default void aClientIsChangedByTheVersionThatWasSeen() {
        Client admin = Client.administrator(product());
        Answer client = admin.post("/api/auth/clients", Map.of("name", "Reports", "scopes", List.of("introspect")));
        String place = client.header("Location").orElseThrow();
        assertThat(admin.get(place).header("ETag")).hasValue("\"0\"");
        assertThat(admin.get(place).json().has("secret")).isFalse();
        AtomicInteger number = new AtomicInteger();

        List<Answer> changes = Client.atOnce(
                6,
                () -> admin.send(
                        "PATCH",
                        place,
                        "{\"name\":\"Reports " + number.incrementAndGet() + "\"}",
                        "Content-Type",
                        MERGE_PATCH,
                        "If-Match",
                        "\"0\""));

        assertThat(changes).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(changes)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.text("code")).isEqualTo("PRECONDITION_FAILED"));
        assertThat(admin.get(place).header("ETag")).hasValue("\"1\"");
        Answer replaced = admin.send(
                "PUT",
                place,
                "{\"name\":\"R\",\"scopes\":[\"a\"]}",
                "Content-Type",
                "application/json",
                "If-Match",
                "*");
        assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
        assertThat(token(credentials(client, "grant_type", "client_credentials"))
                        .text("scope"))
                .isEqualTo("a");
    }

    @Test
    default void aClientsTokensAreGoodAsLongAsItIsThereAndItsSecretUntilItIsRenewed() {
        Client admin = Client.administrator(product());
        Answer client = admin.post("/api/auth/clients", Map.of("name", "Reports", "scopes", List.of("introspect")));
        String place = client.header("Location").orElseThrow();
        String accessToken =
                token(credentials(client, "grant_type", "client_credentials")).text("access_token");
        assertThat(admin.get("/api/auth/clients?limit=1").json().at("/0/id").asText())
                .isEqualTo(client.text("id"));

        Answer renewed = admin.postText(place + "/secret", "");

        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        assertRefused(token(credentials(client, "grant_type", "client_credentials")), 401, "invalid_client");
        Answer state =
                Client.anonymous(product()).postForm("/api/auth/verify", credentials(renewed, "token", accessToken));
        assertThat(state.text("client_id")).as(state.toString()).isEqualTo(client.text("id"));

        assertThat(admin.send("DELETE", place, "", "If-Match", "\"1\"").status())
                .isEqualTo(204);
        assertRefused(token(credentials(renewed, "grant_type", "client_credentials")), 401, "invalid_client");
        assertThat(admin.postForm("/api/auth/verify", Map.of("token", accessToken))
                        .http()
                        .body())
                .isEqualTo(INACTIVE);
        assertThat(admin.get(place).status()).isEqualTo(404);
        assertThat(admin.get(place + "/events").json().findValuesAsText("type"))
                .containsExactly("ClientRegistered", "ClientSecretRenewed", "ClientDeleted");
    }
}
