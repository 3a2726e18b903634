package io.gatehouse.users;

import static io.gatehouse.users.Visitor.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.users.UsersClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How sessions go on, and all the ways in which they end. */
interface EndingSessions {
    private static String refreshToken(Answer tokens) {
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        return tokens.text("refresh_token");
    }

    /** As the audit shows it. */
    private static String newestEvent(String userId) {
        JsonNode events = UsersClient.to("/users/" + userId + "/events")
                .as(Visitor.admin())
                .get()
                .json();
        return events.path(events.size() - 1).toString();
    }

    @Test
    default void endsASessionWhoseSpentRefreshTokenComesAgain() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        String first = refreshToken(visitor.login());
        String second = refreshToken(refresh(first));
        assertThat(second).isNotEqualTo(first);

        assertThat(refresh(first).code()).isEqualTo("INVALID_REFRESH_TOKEN");
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(newestEvent(id))
                .contains("\"number\":2", "\"type\":\"SessionEnded\"", "\"why\":\"REUSE\"")
                .doesNotContain(first, second);
    }

    @Test
    default void renewsOnceAndEndsTheSessionWhenOneTokenIsUsedAtOnce() {
        String token = refreshToken(Visitor.registered().login());

        List<Answer> answers = UsersClient.to("/auth/refresh").fourAtOnce("{\"refresh_token\":\"" + token + "\"}");

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 401);
        for (Answer winner : answers.stream().filter(any -> any.status() == 200).toList()) {
            assertThat(refresh(winner.text("refresh_token")).status()).isEqualTo(401);
        }
    }

    @Test
    default void endsTheSessionThatIsLoggedOutOfAndNoOther() {
        Visitor visitor = Visitor.registered();
        String here = refreshToken(visitor.login());
        String there = refreshToken(visitor.login());

        Answer out = UsersClient.to("/auth/logout").post(Map.of("refresh_token", here));

        assertThat(out.status()).as(out.toString()).isEqualTo(204);
        assertThat(refresh(here).status()).isEqualTo(401);
        assertThat(refresh(there).status()).isEqualTo(200);
        assertThat(newestEvent(visitor.id()))
                .contains("\"number\":2", "\"type\":\"SessionEnded\"", "\"why\":\"LOGOUT\"")
                .doesNotContain(here);
        assertThat(UsersClient.to("/auth/logout")
                        .post(Map.of("refresh_token", "unknown"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    default void endsAllSessionsOfWhoeverLogsOutEverywhere() {
        Visitor visitor = Visitor.registered();
        String here = refreshToken(visitor.login());
        String there = refreshToken(visitor.login());
        String others = refreshToken(Visitor.registered().login());

        Answer out =
                UsersClient.to("/auth/logout-everywhere").as(visitor.token()).post();

        assertThat(out.status()).as(out.toString()).isEqualTo(204);
        assertThat(refresh(here).status()).isEqualTo(401);
        assertThat(refresh(there).status()).isEqualTo(401);
        assertThat(refresh(others).status()).isEqualTo(200);
        assertThat(UsersClient.to("/auth/logout-everywhere").post().status()).isEqualTo(401);
    }

    @Test
    default void changesAPasswordEndsAllSessionsAndBeginsANewOne() {
        Visitor visitor = Visitor.registered();
        String before = refreshToken(visitor.login());

        Answer changed = UsersClient.to("/users/me/password")
                .as(visitor.token())
                .from(visitor.address())
                .post(Map.of("currentPassword", visitor.password(), "newPassword", "battery staple"));

        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refresh(before).status()).isEqualTo(401);
        assertThat(refresh(refreshToken(changed)).status()).isEqualTo(200);
        assertThat(visitor.login().status()).isEqualTo(401);
        assertThat(visitor.login("battery staple").status()).isEqualTo(200);
        assertThat(Visitor.eventsOf(visitor.id()).get(1))
                .contains("\"type\":\"PasswordChanged\"")
                .doesNotContain("staple", "horse");
    }

    @Test
    default void endsTheSessionsOfWhomAnAdministratorDisables() {
        Visitor visitor = Visitor.registered();
        String session = refreshToken(visitor.login());
        String id = visitor.id();

        UsersClient.to("/users/" + id + "/disable").as(Visitor.admin()).post();

        assertThat(refresh(session).status()).isEqualTo(401);
        Answer enabled =
                UsersClient.to("/users/" + id + "/enable").as(Visitor.admin()).post();
        assertThat(enabled.json().path("enabled").asBoolean()).isTrue();
        assertThat(visitor.login().status()).isEqualTo(200);
    }
}
