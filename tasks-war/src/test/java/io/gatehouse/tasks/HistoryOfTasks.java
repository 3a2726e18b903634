package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What administrators see of the changes of tasks and categories, also of those that are gone. */
interface HistoryOfTasks extends Situation {
    @Test
    default void allThatHappenedToATaskIsKept() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        patch(task, "{'title':'Read'}", "\"0\"");
        patch(task, "{'title':'Read'}", "\"1\"");
        anna().post(task + "/complete", "");
        anna().post(task + "/complete", "");
        anna().post(task + "/reopen", "");
        anna().send("DELETE", task, "");

        assertThat(types(history(task)))
                .containsExactly("TaskCreated", "TaskChanged", "TaskCompleted", "TaskReopened", "TaskDeleted");
    }

    @Test
    default void allThatHappenedToACategoryIsKeptWithoutWhatItsOwnerWrote() throws Exception {
        String id = create("/categories", "{'name':'Divorce'}").text("id");
        String category = "/categories/" + id;
        patch(category, "{'name':'Lawyer'}", "\"0\"");
        anna().send("PUT", category, Situation.json("{'name':'Lawyer'}"), "If-Match", "\"1\"");
        anna().send("PUT", category, Situation.json("{'name':' '}"), "If-Match", "\"1\"");
        anna().send("DELETE", category, "", "If-Match", "\"0\"");
        anna().send("DELETE", category, "");

        Answer history = history(category);

        assertThat(types(history)).containsExactly("CategoryCreated", "CategoryChanged", "CategoryDeleted");
        assertThat(history.json()).allSatisfy(entry -> {
            assertThat(entry.get("actor").asText()).isEqualTo(user().toString());
            assertThat(entry.at("/event/source").asText()).isEqualTo("/tasks");
            assertThat(entry.at("/event/subject").asText()).isEqualTo(id);
            assertThat(entry.at("/event/data/userId").asText()).isEqualTo(user().toString());
        });
        assertThat(history.response().body()).doesNotContain("Divorce", "Lawyer");
    }

    @Test
    default void aCategoryThatIsRefusedIsNothingThatHappened() throws Exception {
        String home = "/categories/" + create("/categories", "{'name':'Home'}").text("id");
        String work = "/categories/" + create("/categories", "{'name':'Work'}").text("id");
        create("/tasks", "{'title':'x','categoryId':'" + work.replace("/categories/", "") + "'}");

        assertThat(patch(work, "{'name':'HOME'}", "\"0\"").status()).isEqualTo(409);
        assertThat(anna().send("DELETE", work, "").refusal()).isEqualTo("CATEGORY_IN_USE ");

        assertThat(types(history(work))).containsExactly("CategoryCreated");
        assertThat(types(history(home))).containsExactly("CategoryCreated");
    }

    @Test
    default void theHistoryIsReadInPagesAndByAdministratorsAlone() throws Exception {
        String home = "/categories/" + create("/categories", "{'name':'Home'}").text("id");
        patch(home, "{'name':'House'}", "\"0\"");

        Answer first = administrator().get(home + "/events?limit=1");

        assertThat(types(first)).containsExactly("CategoryCreated");
        assertThat(types(administrator().get(home + "/events" + first.next()))).containsExactly("CategoryChanged");
        assertThat(anna().get(home + "/events").status()).isEqualTo(403);
        assertThat(administrator()
                        .get("/categories/" + UUID.randomUUID() + "/events")
                        .status())
                .isEqualTo(404);
        assertThat(administrator().get(home + "/events?limit=0").refusal()).isEqualTo("VALIDATION_FAILED limit");
    }

    private ServiceClient administrator() {
        return clientOf(new UUID(1, 1), "user", "admin");
    }

    private Answer history(String aggregate) throws Exception {
        return administrator().get(aggregate + "/events");
    }

    private static List<String> types(Answer history) {
        assertThat(history.status()).as(history.response().body()).isEqualTo(200);
        return history.json().findValues("event").stream()
                .map((JsonNode event) -> event.get("type").asText())
                .toList();
    }
}
