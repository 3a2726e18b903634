package io.gatehouse.users;

import static io.gatehouse.users.Visitor.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.users.UsersClient.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How somebody is a user no longer, by their own wish. */
interface DeletingThemselves {
    private static UsersClient deletionBy(String token) {
        return UsersClient.to("/users/me/delete").as(token);
    }

    private static Map<String, String> with(String password) {
        return Map.of("currentPassword", password);
    }

    @Test
    default void whoDeletesThemselvesIsGoneWithTheirSessionsAndTheirNamesAreFree() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        String token = visitor.token();
        Answer session = visitor.login();

        Answer deleted = deletionBy(token).post(with(visitor.password()));

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(visitor.login().status()).isEqualTo(401);
        assertThat(refresh(session.text("refresh_token")).code()).isEqualTo("INVALID_REFRESH_TOKEN");
        assertThat(UsersClient.to("/auth/verify")
                        .as(Visitor.admin())
                        .postForm(Map.of("token", session.text("access_token")))
                        .body())
                .isEqualTo("{\"active\":false}");
        assertThat(UsersClient.to("/users/me").as(token).get().status()).isEqualTo(404);
        assertThat(deletionBy(token).post(with(visitor.password())).status()).isEqualTo(404);
        assertThat(visitor.register().status()).as("the names are free").isEqualTo(201);
        assertThat(visitor.id()).isNotEqualTo(id);
    }

    @Test
    default void othersAreToldAndTheAuditSaysWhoDidIt() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();

        Answer deleted = deletionBy(visitor.token()).post(with(visitor.password()));

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(Visitor.eventsOf(id)).hasSize(2).last().asString().contains("\"type\":\"UserDeleted\"");
        Answer audit =
                UsersClient.to("/users/" + id + "/events").as(Visitor.admin()).get();
        JsonNode last = audit.json().get(1);
        assertThat(last.at("/event/type").asText()).isEqualTo("UserDeleted");
        assertThat(last.path("actor").asText()).isEqualTo(id);
        assertThat(audit.body()).doesNotContain(visitor.name());
    }

    @Test
    default void aTokenAloneDeletesNobodyAndGuessingIsSlowedDown() {
        Visitor visitor = Visitor.registered();
        UsersClient deletion = deletionBy(visitor.token()).from(visitor.address());

        Answer wrong = deletion.post(with("wrong horse"));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("WRONG_PASSWORD");
        assertThat(wrong.field()).isEqualTo("currentPassword");
        Answer next = wrong;
        for (int i = 0; i < 10 && next.status() != 429; i++) {
            next = deletion.post(with("wrong horse"));
        }
        assertThat(next.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(UsersClient.to("/users/me/delete")
                        .post(with(visitor.password()))
                        .status())
                .isEqualTo(401);
        assertThat(visitor.login().status()).isEqualTo(200);
    }

    @Test
    default void whoIsProtectedStays() {
        Visitor visitor = Visitor.registered();
        UsersClient protection =
                UsersClient.to("/users/" + visitor.id() + "/protection").as(Visitor.admin());
        assertThat(protection.put().status()).isEqualTo(200);
        String token = visitor.token();

        // More often than one may fail: none of it is a failure.
        for (int i = 0; i < 7; i++) {
            assertThat(deletionBy(token)
                            .from(visitor.address())
                            .post(with(visitor.password()))
                            .code())
                    .isEqualTo("USER_PROTECTED");
        }
        assertThat(visitor.login().status()).isEqualTo(200);
        assertThat(protection.delete().status()).isEqualTo(200);
        assertThat(deletionBy(token)
                        .with("If-Match", "\"0\"")
                        .post(with(visitor.password()))
                        .status())
                .isEqualTo(412);
        assertThat(deletionBy(token)
                        .with("If-Match", "\"2\"")
                        .post(with(visitor.password()))
                        .status())
                .isEqualTo(204);
    }

    @Test
    default void whatIsNoWishToBeDeletedIsRefusedWithTheNameOfTheField() {
        UsersClient deletion = deletionBy(Visitor.registered().token());

        assertThat(deletion.post("{}").field()).isEqualTo("currentPassword");
        assertThat(deletion.post("{\"currentPassword\":null}").field()).isEqualTo("currentPassword");
        assertThat(deletion.post("{\"currentPassword\":\"" + "x".repeat(129) + "\"}")
                        .field())
                .isEqualTo("currentPassword");
        assertThat(deletion.post("{\"currentPassword\":\"x\",\"id\":\"y\"}").field())
                .isEqualTo("id");
        assertThat(deletion.post("").field()).isEqualTo("body");
    }
}
