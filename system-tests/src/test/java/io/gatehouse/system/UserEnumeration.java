package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody who may not know it finds out who is a user or a program here, by what is answered or by how long that takes. */
interface UserEnumeration {
    String LOGIN = "/api/auth/login";
    /** So many failures of one name are free. */
    int FREE = 4;

    Product product();

    OutsideDatabase database();

    @Test
    default void aLoginThatFailsDoesNotTellWhetherThereIsSuchAUser() {
        List<String> users = users(5);
        List<String> disabled = users(5);
        disabled.forEach(this::disable);

        new Indistinct()
                .and("an unknown name", turn -> login("username", "nobody-" + UUID.randomUUID(), "wrong horse"))
                .and("an unknown email", turn -> login("email", UUID.randomUUID() + "@example.org", "wrong horse"))
                .and("a wrong password", turn -> login("username", users.get(turn / FREE), "wrong horse"))
                .and("one of an email", turn -> login("email", users.get(turn / FREE) + "@example.org", "wrong horse"))
                .and("a disabled user", turn -> login("username", disabled.get(turn / FREE), Client.PASSWORD))
                .assertAlike(401);
    }

    @Test
    default void whetherANameIsLockedDoesNotTellWhetherThereIsSuchAUser() {
        String user = users(1).get(0);
        String disabled = users(1).get(0);
        disable(disabled);
        String nobody = "nobody-" + UUID.randomUUID();
        List.of(user, disabled, nobody).forEach(this::lock);

        new Indistinct()
                .and("an unknown name", turn -> login("username", nobody, "wrong horse"))
                .and("a wrong password", turn -> login("username", user, "wrong horse"))
                .and("the right one", turn -> login("username", user, Client.PASSWORD))
                .and("a disabled user", turn -> login("username", disabled, Client.PASSWORD))
                .assertAlike(429);
    }

    @Test
    default void theEndpointsOfOAuthDoNotTellWhetherThereIsSuchAClient() {
        String client = Client.administrator(product())
                .post("/api/auth/clients", Map.of("name", "Some", "scopes", List.of("introspect")))
                .text("id");

        for (String path : List.of("/api/auth/token", "/api/auth/verify")) {
            new Indistinct()
                    .and(
                            "an unknown client",
                            turn -> authenticate(path, UUID.randomUUID().toString()))
                    .and("a wrong secret", turn -> authenticate(path, client))
                    .assertAlike(401);
        }
    }

    @Test
    default void aRefreshTokenThatIsRefusedDoesNotTellWhoseItIs() {
        Client anybody = Client.anonymous(product());
        List<String> ofDisabled = users(5).stream()
                .map(name -> {
                    Answer tokens = login("username", name, Client.PASSWORD);
                    disable(name);
                    return tokens.text("refresh_token");
                })
                .toList();

        new Indistinct()
                .and(
                        "an unknown one",
                        turn -> refresh(anybody, UUID.randomUUID().toString()))
                .and("that of a disabled user", turn -> refresh(anybody, ofDisabled.get(turn / FREE)))
                .assertAlike(401);
    }

    private static Answer refresh(Client anybody, String token) {
        return anybody.post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    private Answer authenticate(String path, String client) {
        return Client.anonymous(product())
                .postForm(
                        path,
                        Map.of(
                                "grant_type", "client_credentials",
                                "token", "x",
                                "client_id", client,
                                "client_secret", "wrong"));
    }

    private Answer login(String by, String name, String password) {
        return Client.anonymous(product()).post(LOGIN, Map.of(by, name, "password", password));
    }

    private List<String> users(int count) {
        return Stream.generate(() -> "user-" + UUID.randomUUID())
                .limit(count)
                .peek(name -> assertThat(Client.anonymous(product())
                                .post(
                                        "/api/users",
                                        Map.of(
                                                "username",
                                                name,
                                                "email",
                                                name + "@example.org",
                                                "password",
                                                Client.PASSWORD))
                                .status())
                        .isEqualTo(201))
                .toList();
    }

    private void disable(String name) {
        Client admin = Client.administrator(product());
        String id = admin.get("/api/users?username=" + name).json().at("/0/id").asText();
        assertThat(admin.postText("/api/users/" + id + "/disable", "").status()).isEqualTo(200);
    }

    /** As if somebody had failed for long. */
    private void lock(String name) {
        assertThat(login("username", name, "wrong horse").status()).isEqualTo(401);
        database()
                .change("update users.failed_login set locked_until = current_timestamp + interval '1 hour'"
                        + " where name_hash = encode(sha256(convert_to('" + name + "', 'UTF8')), 'hex')");
    }
}
