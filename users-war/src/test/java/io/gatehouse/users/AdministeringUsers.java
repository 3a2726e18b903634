package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.users.UsersClient.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators do, and nobody else. */
interface AdministeringUsers {
    private static UsersClient admin(String path) {
        return UsersClient.to(path).as(Visitor.admin());
    }

    @Test
    default void listsUsersPageByPage() {
        Visitor.registered();
        Visitor.registered();

        Answer page = admin("/users?limit=1").get();

        assertThat(page.json()).hasSize(1);
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        assertThat(admin("/users" + next).get().json())
                .hasSize(1)
                .doesNotContain(page.json().get(0));
    }

    @Test
    default void findsAndSortsUsers() {
        Visitor first = Visitor.registered();
        Visitor second = new Visitor(first.name() + "b", first.password(), first.address());
        second.register();
        String id = second.id();
        admin("/users/" + id + "/roles/reader").put();
        admin("/users/" + id + "/disable").post();

        assertThat(names("?username=" + first.name().toUpperCase(Locale.ROOT) + "&sort=-username"))
                .containsExactly(second.name(), first.name());
        assertThat(names("?username=" + first.name() + "&role=reader")).containsExactly(second.name());
        assertThat(names("?username=" + first.name() + "&enabled=true")).containsExactly(first.name());
        assertThat(names("?email=" + second.email())).containsExactly(second.name());
        assertThat(names("?username=u%25")).isEmpty();
        assertThat(admin("/users?username=a%00").get().field()).isEqualTo("username");
        assertThat(admin("/users?email=a%00").get().field()).isEqualTo("email");
        assertThat(admin("/users?role=emperor").get().field()).isEqualTo("role");
        assertThat(admin("/users?enabled=maybe").get().field()).isEqualTo("enabled");
        assertThat(admin("/users?sort=password").get().field()).isEqualTo("sort");
        assertThat(admin("/users?colour=red").get().field()).isEqualTo("colour");
    }

    private static List<String> names(String query) {
        return admin("/users" + query).get().json().findValuesAsText("username");
    }

    @Test
    default void changesAUser() {
        Visitor visitor = Visitor.registered();
        UsersClient user = admin("/users/" + visitor.id());

        assertThat(user.patch("{\"displayName\":\"x\"}").status()).isEqualTo(428);
        Answer changed = user.with("If-Match", user.get().header("ETag")).patch("{\"displayName\":\"x\"}");

        assertThat(changed.text("displayName")).isEqualTo("x");
        Answer put = user.with("If-Match", changed.header("ETag"))
                .put(Map.of("username", visitor.name(), "email", visitor.email()));
        assertThat(put.status()).as(put.toString()).isEqualTo(200);
        assertThat(put.json().has("displayName")).isFalse();
    }

    @Test
    default void grantsAndRevokesRolesThatTheNextTokensHave() {
        Visitor visitor = Visitor.registered();
        String path = "/users/" + visitor.id() + "/roles/operator";

        Answer granted = admin(path).put();
        assertThat(granted.json().path("roles").get(1).asText()).isEqualTo("operator");
        assertThat(admin(path).put().header("ETag")).isEqualTo(granted.header("ETag"));
        assertThat(admin(path).with("If-Match", "\"0\"").delete().status()).isEqualTo(412);
        Answer revoked = admin(path).delete();

        assertThat(revoked.json().path("roles")).hasSize(1);
        assertThat(admin("/users/" + visitor.id() + "/roles/root").put().field())
                .isEqualTo("role");
        assertThat(Visitor.eventsOf(visitor.id()))
                .filteredOn(event -> event.contains("UserRolesChanged"))
                .hasSize(2);
    }

    @Test
    default void keepsTheLastAdministrator() {
        String first =
                admin("/users?role=admin&enabled=true").get().json().at("/0/id").asText();
        admin("/users/" + first + "/protection").delete();
        try {
            assertThat(admin("/users/" + first + "/roles/admin").delete().code())
                    .isEqualTo("LAST_ADMINISTRATOR");
            assertThat(admin("/users/" + first + "/disable").post().code()).isEqualTo("LAST_ADMINISTRATOR");
            assertThat(admin("/users/" + first).delete().code()).isEqualTo("LAST_ADMINISTRATOR");
        } finally {
            admin("/users/" + first + "/protection").put();
        }
    }

    @Test
    default void deletesAUserWhoseNamesAreFreeAgain() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        String session = visitor.login().text("refresh_token");

        assertThat(admin("/users/" + id).delete().status()).isEqualTo(204);

        assertThat(admin("/users/" + id).get().status()).isEqualTo(404);
        assertThat(admin("/users/" + id).delete().status()).isEqualTo(404);
        assertThat(UsersClient.to("/users/me").as(Visitor.tokenOf(id)).get().status())
                .isEqualTo(404);
        assertThat(Visitor.refresh(session).status()).isEqualTo(401);
        assertThat(visitor.login().status()).isEqualTo(401);
        assertThat(names("?username=" + visitor.name())).isEmpty();
        assertThat(Visitor.eventsOf(id))
                .last()
                .asString()
                .contains("\"type\":\"UserDeleted\"", id)
                .doesNotContain(visitor.name());
        assertThat(visitor.register().status()).isEqualTo(201);
    }

    @Test
    default void endsNothingOfAUserWhoHasChangedSinceTheyWereRead() {
        String path = "/users/" + Visitor.registered().id();
        String seen = admin(path).get().header("ETag");
        admin(path + "/roles/reader").put();

        for (String what : List.of("/sessions", "/lockout")) {
            assertThat(admin(path + what).with("If-Match", seen).delete().status())
                    .as(what)
                    .isEqualTo(412);
            assertThat(admin(path + what).with("If-Match", "*").delete().status())
                    .as(what)
                    .isEqualTo(204);
        }
    }

    @Test
    default void deletesNobodyWhoIsProtected() {
        String path = "/users/" + Visitor.registered().id();

        assertThat(admin(path + "/protection").put().json().path("protected").asBoolean())
                .isTrue();
        assertThat(admin(path).delete().code()).isEqualTo("USER_PROTECTED");
        admin(path + "/protection").delete();
        assertThat(admin(path).delete().status()).isEqualTo(204);
    }

    @Test
    default void readsBackWhatHappenedToAUserAndNothingPersonal() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        admin("/users/" + id + "/roles/reader").put();
        admin("/users/" + id + "/lockout").delete();
        admin("/users/" + id).delete();

        Answer events = admin("/users/" + id + "/events").get();

        assertThat(events.status()).as(events.toString()).isEqualTo(200);
        JsonNode all = events.json();
        assertThat(all.findValuesAsText("type"))
                .containsExactly("UserRegistered", "UserRolesChanged", "LockoutCleared", "UserDeleted");
        assertThat(all.path(0).has("actor")).isFalse();
        assertThat(all.path(1).path("actor").asText()).endsWith("00a");
        assertThat(events.body()).contains("reader").doesNotContainIgnoringCase(visitor.name());
    }

    @Test
    default void isNothingForOthers() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        String path = "/users/" + id;
        for (UsersClient call :
                List.of(UsersClient.to("/users"), UsersClient.to(path + "/events"), UsersClient.to("/auth/keys"))) {
            assertThat(call.get().status()).as(call.path()).isEqualTo(401);
            assertThat(call.as(visitor.token()).get().status()).as(call.path()).isEqualTo(403);
        }
        for (String what : List.of("/roles/admin", "/protection", "/lockout", "/sessions", "")) {
            UsersClient call = UsersClient.to(path + what);
            assertThat(call.delete().status()).as(what).isEqualTo(401);
            assertThat(call.as(visitor.token()).delete().status()).as(what).isEqualTo(403);
        }
        assertThat(UsersClient.to(path + "/roles/admin")
                        .as(visitor.token())
                        .put()
                        .status())
                .isEqualTo(403);
    }
}
