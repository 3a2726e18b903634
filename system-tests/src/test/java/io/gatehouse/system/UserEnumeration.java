package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody who may not know it finds out who is a user or a program here, by what is answered or by how long that takes. */
interface UserEnumeration {
    String LOGIN = "/api/auth/login";

    Product product();

    OutsideDatabase database();

    @Test
    default void aLoginThatFailsDoesNotTellWhetherThereIsSuchAUser() {
        String nobody = "nobody-" + UUID.randomUUID();
        String user = user();
        String disabled = disabled();
        String deleted = deleted();
        String operator = operator();

        new Indistinct(401, this::forgetFailures)
                .and("an unknown name", () -> login("username", nobody, "wrong horse"))
                .and("an unknown email", () -> login("email", nobody + "@example.org", "wrong horse"))
                .and("a wrong password", () -> login("username", user, "wrong horse"))
                .and("one of an email", () -> login("email", user + "@example.org", "wrong horse"))
                .and("one of an operator", () -> login("username", operator, "wrong horse"))
                .and("a disabled user", () -> login("username", disabled, Client.PASSWORD))
                .and("a deleted user", () -> login("username", deleted, Client.PASSWORD))
                .assertAlike(database());
    }

    @Test
    default void whetherANameIsLockedDoesNotTellWhetherThereIsSuchAUser() {
        String user = user();
        String disabled = disabled();
        String deleted = deleted();
        String nobody = "nobody-" + UUID.randomUUID();
        List.of(user, disabled, deleted, nobody).forEach(this::lock);

        new Indistinct(429)
                .and("an unknown name", () -> login("username", nobody, "wrong horse"))
                .and("a wrong password", () -> login("username", user, "wrong horse"))
                .and("the right one", () -> login("username", user, Client.PASSWORD))
                .and("a disabled user", () -> login("username", disabled, Client.PASSWORD))
                .and("a deleted user", () -> login("username", deleted, Client.PASSWORD))
                .assertAlike(database());
    }

    @Test
    default void theEndpointsOfOAuthDoNotTellWhetherThereIsSuchAClient() {
        String nobody = UUID.randomUUID().toString();
        String client = Client.administrator(product())
                .post("/api/auth/clients", Map.of("name", "Some", "scopes", List.of("introspect")))
                .text("id");

        for (String path : List.of("/api/auth/token", "/api/auth/verify")) {
            new Indistinct(401)
                    .and("an unknown client", () -> authenticate(path, nobody))
                    .and("a wrong secret", () -> authenticate(path, client))
                    .assertAlike(database());
        }
    }

    @Test
    default void aRefreshTokenThatIsRefusedDoesNotTellWhoseItIs() {
        Client anybody = Client.anonymous(product());
        String unknown = UUID.randomUUID().toString();
        String name = user();
        String ofDisabled = login("username", name, Client.PASSWORD).text("refresh_token");
        disable(name);

        new Indistinct(401)
                .and("an unknown one", () -> refresh(anybody, unknown))
                .and("that of a disabled user", () -> refresh(anybody, ofDisabled))
                .assertAlike(database());
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

    private String user() {
        String name = "user-" + UUID.randomUUID();
        Answer registered = Client.anonymous(product())
                .post(
                        "/api/users",
                        Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD));
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        return name;
    }

    private String disabled() {
        String name = user();
        disable(name);
        return name;
    }

    private void disable(String name) {
        Client admin = Client.administrator(product());
        assertThat(admin.postText("/api/users/" + id(admin, name) + "/disable", "")
                        .status())
                .isEqualTo(200);
    }

    private String operator() {
        String name = user();
        Client admin = Client.administrator(product());
        assertThat(admin.send("PUT", "/api/users/" + id(admin, name) + "/roles/operator", "", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        return name;
    }

    private String deleted() {
        String name = user();
        Client admin = Client.administrator(product());
        assertThat(admin.send("DELETE", "/api/users/" + id(admin, name), "", "If-Match", "*")
                        .status())
                .isEqualTo(204);
        return name;
    }

    private static String id(Client admin, String name) {
        return admin.get("/api/users?username=" + name).json().at("/0/id").asText();
    }

    /** A few failures of one name are free, and the first of them is more work. */
    private void forgetFailures() {
        database().change("delete from users.failed_login");
    }

    /** As if somebody had failed for long. */
    private void lock(String name) {
        assertThat(login("username", name, "wrong horse").status()).isEqualTo(401);
        database()
                .change("update users.failed_login set locked_until = current_timestamp + interval '1 hour'"
                        + " where name_hash = encode(sha256(convert_to('" + name + "', 'UTF8')), 'hex')");
    }
}
