package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.users.UsersClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How somebody becomes a user. */
interface Registering {
    @Test
    default void registersSomebodyAndSaysWhereTheyAre() {
        Visitor visitor = Visitor.any();

        Answer answer = visitor.register();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode user = answer.json();
        assertThat(user.fieldNames())
                .toIterable()
                .containsExactly("id", "username", "email", "roles", "enabled", "protected", "createdAt");
        assertThat(user.get("email").asText()).isEqualTo(visitor.name() + "@example.org");
        assertThat(user.get("roles")).hasSize(1);
        assertThat(answer.header("Location"))
                .endsWith("/users/users/" + user.get("id").asText());
    }

    @Test
    default void takesTheNameByWhichOthersMayAddressSomebody() {
        Visitor visitor = Visitor.any();
        Map<String, Object> wanted = new HashMap<>(visitor.wanted());

        wanted.put("displayName", "");
        Answer refused = UsersClient.to("/users").post(wanted);
        wanted.put("displayName", "Some One");
        Answer taken = UsersClient.to("/users").post(wanted);

        assertThat(refused.field()).isEqualTo("displayName");
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.text("displayName")).isEqualTo("Some One");
    }

    @Test
    default void takesTheLanguageInWhichSomebodyWantsToBeToldThings() {
        Visitor visitor = Visitor.any();
        Map<String, Object> wanted = new HashMap<>(visitor.wanted());

        wanted.put("locale", "de_AT");
        Answer refused = UsersClient.to("/users").post(wanted);
        wanted.put("locale", "de-at");
        Answer taken = UsersClient.to("/users").post(wanted);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("locale");
        assertThat(taken.text("locale")).as(taken.toString()).isEqualTo("de-AT");
        assertThat(Visitor.eventsOf(taken.text("id")))
                .singleElement()
                .asString()
                .contains("\"locale\":\"de-AT\"");
    }

    @Test
    default void tellsOthersOfANewUser() {
        Visitor visitor = Visitor.any();

        List<String> events = Visitor.eventsOf(visitor.register().text("id"));

        assertThat(events)
                .singleElement()
                .asString()
                .contains("\"type\":\"UserRegistered\"", "\"source\":\"/users\"", "\"username\":\"" + visitor.name())
                .doesNotContain("password", Visitor.PASSWORD);
    }

    @Test
    default void letsOneOfThoseInWhoRegisterOneNameAtOnce() {
        Visitor visitor = Visitor.any();

        List<Answer> answers = UsersClient.to("/users").fourAtOnce(UsersClient.json(visitor.wanted()));

        // Who waits two seconds for a hash, on a machine that stands still, is told to come back.
        assertThat(answers)
                .extracting(Answer::status)
                .containsOnlyOnce(201)
                .contains(409)
                .isSubsetOf(201, 409, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Answer::field)
                .containsOnly("username");
    }

    @Test
    default void registersOnceHoweverOftenOneRequestIsSent() {
        Visitor visitor = Visitor.any();
        UsersClient request = UsersClient.to("/users").with("Idempotency-Key", visitor.name());

        Answer first = request.post(visitor.wanted());
        Answer again = request.post(visitor.wanted());

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(request.post(Visitor.any().wanted()).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    default void hasAFirstAdministratorWhoIsProtected() {
        Answer login = Visitor.firstAdministrator().login();
        Answer admin =
                UsersClient.to("/users?username=admin").as(Visitor.admin()).get();

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        assertThat(admin.json().at("/0/roles/1").asText()).isEqualTo("admin");
        assertThat(admin.json().at("/0/protected").asBoolean()).isTrue();
        String path = "/users/" + admin.json().at("/0/id").asText();
        assertThat(UsersClient.to(path).as(Visitor.admin()).delete().code())
                .isIn("LAST_ADMINISTRATOR", "USER_PROTECTED");
        assertThat(Visitor.firstAdministrator().login().status()).isEqualTo(200);
    }
}
