package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users do with what they are told. */
interface ReadingNotifications extends Situation {
    @Test
    default void whatHappensIsToldReadAndDeleted() throws Exception {
        String notification = "/notifications/" + completed("Write");
        assertThat(anna().get("/notifications/unread-count")
                        .json()
                        .path("unread")
                        .asInt())
                .isEqualTo(1);

        Answer told = anna().get(notification);
        assertThat(told.header("ETag")).isEqualTo("\"0\"");
        assertThat(told.json().fieldNames())
                .toIterable()
                .containsExactly("id", "userId", "type", "subject", "message", "createdAt");
        assertThat(told.text("type")).isEqualTo("TaskCompleted");
        assertThat(anna().get(notification, "If-None-Match", "\"0\"").status()).isEqualTo(304);

        assertThat(anna().post(notification + "/read", "", "If-Match", "\"7\"").status())
                .isEqualTo(412);
        Answer read = anna().post(notification + "/read", "", "If-Match", "\"0\"");
        assertThat(read.status()).as(read.response().body()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.json().has("readAt")).isTrue();
        assertThat(anna().post(notification + "/read", "").json()).isEqualTo(read.json());
        assertThat(anna().get("/notifications/unread-count")
                        .json()
                        .path("unread")
                        .asInt())
                .isZero();

        assertThat(anna().send("DELETE", notification, "", "If-Match", "\"0\"").status())
                .isEqualTo(412);
        assertThat(anna().send("DELETE", notification, "").status()).isEqualTo(204);
        assertThat(anna().get(notification).refusal()).isEqualTo("NOT_FOUND ");
        Answer trail = admin().get(notification + "/events");
        assertThat(trail.json().findValuesAsText("type"))
                .containsExactly("NotificationCreated", "NotificationRead", "NotificationDeleted");
        assertThat(trail.response().body()).doesNotContain("Write");
    }

    @Test
    default void allAreMarkedReadAtOnce() throws Exception {
        announce("one");
        announce("two");

        assertThat(anna().post("/notifications/read", "").json().path("read").asInt())
                .isEqualTo(2);
        assertThat(anna().post("/notifications/read", "").json().path("read").asInt())
                .isZero();
        assertThat(anna().get("/notifications?unread=true").json()).isEmpty();
        assertThat(anna().get("/notifications?unread=false").json()).hasSize(2);
    }

    @Test
    default void aListIsFilteredAndPaged() throws Exception {
        announce("one");
        announce("two");
        announce("three");
        completed("four");

        assertThat(anna().get("/notifications?type=Announcement&unread=true").json())
                .hasSize(3);
        Answer page = anna().get("/notifications?limit=2&type=Announcement");
        assertThat(page.json().findValuesAsText("message")).containsExactly("three", "two");
        Answer rest = anna().get("/notifications" + page.next());
        assertThat(rest.json().findValuesAsText("message")).containsExactly("one");
        assertThat(rest.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unread=yes, unread",
        "type=%00, type",
        "type=a%20b, type",
        "type=A&type=B, type",
        "color=red, color",
        "limit=0, limit",
        "after=x, after",
        "sort=message, sort"
    })
    default void aQueryThatCannotBeMeantIsRefusedWithItsName(String query, String field) throws Exception {
        Answer refused = anna().get("/notifications?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    default void whatOthersAreToldIsNotThere() throws Exception {
        String notification = "/notifications/" + completed("Write");

        assertThat(bert().get(notification).status()).isEqualTo(404);
        assertThat(bert().post(notification + "/read", "").status()).isEqualTo(404);
        assertThat(bert().send("DELETE", notification, "").status()).isEqualTo(404);
        assertThat(bert().get("/notifications").json()).isEmpty();
        for (String admins : List.of("/notifications/all", notification + "/mails", notification + "/events")) {
            assertThat(anna().get(admins).status()).as(admins).isEqualTo(403);
        }
        assertThat(anna().post(notification + "/send", "").status()).isEqualTo(403);
        assertThat(anna().get("/templates").status()).isEqualTo(403);
        assertThat(announceAs(anna()).status()).isEqualTo(403);
        ServiceClient nobody = new ServiceClient(anna().base(), "");
        for (String path : List.of("/notifications", "/notifications/unread-count", "/notifications/stream")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
        }
    }

    private Answer announceAs(ServiceClient client) throws Exception {
        return client.post(
                "/notifications",
                Situation.json("{'userId':'" + UUID.randomUUID() + "','subject':'News','message':'x'}"));
    }
}
