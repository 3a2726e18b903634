package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.UsersClient.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users read and change of themselves. */
interface ChangingProfiles {
    @Test
    default void showsUsersToThemselvesAndToAdministrators() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        String other = Visitor.tokenOf(UUID.randomUUID().toString());

        assertThat(UsersClient.to("/users/me").as(visitor.token()).get().text("username"))
                .isEqualTo(visitor.name());
        assertThat(UsersClient.to("/users/" + id).as(visitor.token()).get().status())
                .isEqualTo(200);
        assertThat(UsersClient.to("/users/" + id).as(Visitor.admin()).get().status())
                .isEqualTo(200);
        assertThat(UsersClient.to("/users/" + id).as(other).get().status()).isEqualTo(404);
        assertThat(UsersClient.to("/users/me").get().status()).isEqualTo(401);
    }

    @Test
    default void answersAReadWithItsVersionAndTellsWhoHasIt() {
        UsersClient me = UsersClient.to("/users/me").as(Visitor.registered().token());

        Answer read = me.get();

        assertThat(read.header("ETag")).isEqualTo("\"0\"");
        Answer again = me.with("If-None-Match", read.header("ETag")).get();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    default void takesAWholeProfileFromWhoeverHasReadIt() {
        Visitor visitor = Visitor.registered();
        UsersClient me = UsersClient.to("/users/me").as(visitor.token());
        String other = visitor.name() + "x";
        Map<String, String> wanted =
                Map.of("username", other, "email", other + "@b.example", "displayName", "Some One");

        assertThat(me.put(wanted).status()).isEqualTo(428);
        assertThat(me.with("If-Match", "\"7\"").put(wanted).status()).isEqualTo(412);
        Answer changed = me.with("If-Match", "\"0\"").put(wanted);

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(me.get().text("displayName")).isEqualTo("Some One");
        assertThat(new Visitor(other, visitor.password(), visitor.address())
                        .login()
                        .status())
                .isEqualTo(200);
        assertThat(visitor.login().status()).isEqualTo(401);
    }

    @Test
    default void takesPartOfAProfile() {
        UsersClient me = UsersClient.to("/users/me").as(Visitor.registered().token());

        Answer named = me.with("If-Match", "\"0\"").patch("{\"displayName\":\"Some One\"}");
        Answer unnamed = me.with("If-Match", named.header("ETag")).patch("{\"displayName\":null}");

        assertThat(named.status()).as(named.toString()).isEqualTo(200);
        assertThat(named.text("displayName")).isEqualTo("Some One");
        assertThat(unnamed.json().has("displayName")).isFalse();
        assertThat(me.patch("{}").status()).isEqualTo(428);
    }

    @Test
    default void takesAndForgetsALanguageAndTellsOthers() {
        Visitor visitor = Visitor.registered();
        UsersClient me = UsersClient.to("/users/me").as(visitor.token()).with("If-Match", "*");

        assertThat(me.patch("{\"locale\":\"FR\"}").text("locale")).isEqualTo("fr");
        assertThat(me.get().text("locale")).isEqualTo("fr");
        assertThat(me.patch("{\"locale\":\"fr\"}").header("ETag")).isEqualTo("\"1\"");
        assertThat(me.put(Map.of(
                                "username",
                                visitor.name(),
                                "email",
                                visitor.email().toLowerCase(Locale.ROOT)))
                        .json()
                        .has("locale"))
                .isFalse();

        assertThat(Visitor.eventsOf(visitor.id()))
                .hasSize(3)
                .satisfies(events -> assertThat(events.get(1)).contains("UserChanged", "\"locale\":\"fr\""))
                .satisfies(events ->
                        assertThat(events.get(2)).contains("UserChanged").doesNotContain("locale"));
    }

    @Test
    default void usersChangeThemselvesByTheirIdAndFindNobodyElse() {
        Visitor visitor = Visitor.registered();
        UsersClient self =
                UsersClient.to("/users/" + visitor.id()).as(visitor.token()).with("If-Match", "*");
        UsersClient other = UsersClient.to("/users/" + Visitor.registered().id())
                .as(visitor.token())
                .with("If-Match", "*");

        Answer changed = self.patch("{\"displayName\":\"Some One\"}");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("displayName")).isEqualTo("Some One");
        assertThat(self.put(Map.of("username", visitor.name(), "email", visitor.email()))
                        .status())
                .isEqualTo(200);
        assertThat(self.patch("{\"roles\":[\"admin\"]}").status()).isEqualTo(400);
        assertThat(other.patch("{\"displayName\":\"x\"}").status()).isEqualTo(404);
        assertThat(other.put(Map.of("username", "x-y-z", "email", "x@y.example"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    default void letsNobodyGiveThemselvesWhatIsNotTheirsToGive() {
        UsersClient me =
                UsersClient.to("/users/me").as(Visitor.registered().token()).with("If-Match", "*");

        for (String field : new String[] {"roles", "enabled", "protected", "id", "password", "version"}) {
            Answer refused = me.patch("{\"" + field + "\":true}");
            assertThat(refused.status()).as(field).isEqualTo(400);
            assertThat(refused.field()).isEqualTo(field);
        }
        assertThat(me.get().json().path("roles")).hasSize(1);
    }

    @Test
    default void saysWhichNameIsTaken() {
        Visitor other = Visitor.registered();
        UsersClient me =
                UsersClient.to("/users/me").as(Visitor.registered().token()).with("If-Match", "*");

        Answer name = me.patch("{\"username\":\"" + other.name() + "\"}");
        Answer email = me.patch("{\"email\":\"" + other.email() + "\"}");

        assertThat(name.status()).isEqualTo(409);
        assertThat(name.code()).isEqualTo("USERNAME_TAKEN");
        assertThat(email.code()).isEqualTo("EMAIL_TAKEN");
    }
}
