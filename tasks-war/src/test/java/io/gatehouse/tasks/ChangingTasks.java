package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tasks and categories come, change and go. */
interface ChangingTasks extends Situation {
    @Test
    default void aTaskIsCreatedReadChangedAndDeleted() throws Exception {
        String category = create("/categories", "{'name':'Home'}").text("id");
        Answer created = create(
                "/tasks",
                "{'title':'Write','description':'a\\npage','categoryId':'" + category
                        + "','dueAt':'2026-01-02T18:00:00.123456789+01:00'}");
        String task = "/tasks/" + created.text("id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/tasks" + task);
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        assertThat(created.text("status")).isEqualTo("OPEN");
        assertThat(created.text("dueAt")).isEqualTo("2026-01-02T17:00:00.123456Z");
        assertThat(anna().get(task).json()).isEqualTo(created.json());
        assertThat(anna().get(task).header("ETag")).isEqualTo("\"0\"");

        Answer replaced = anna().send("PUT", task, Situation.json("{'title':'Read'}"), "If-Match", "\"0\"");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"1\"");
        assertThat(replaced.json().fieldNames()).toIterable().containsExactly("id", "title", "status", "createdAt");
        assertThat(anna().get(task).json()).isEqualTo(replaced.json());

        assertThat(anna().send("DELETE", task, "").status()).isEqualTo(204);
        assertThat(anna().get(task).refusal()).isEqualTo("NOT_FOUND ");
    }

    @Test
    default void aTaskIsCompletedAndReopened() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        assertThat(anna().post(task + "/reopen", "").refusal()).isEqualTo("TASK_NOT_COMPLETED ");
        Answer completed = anna().post(task + "/complete", "");
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.text("status")).isEqualTo("COMPLETED");
        assertThat(completed.json().has("completedAt")).isTrue();
        assertThat(completed.header("ETag")).isEqualTo("\"1\"");
        assertThat(anna().post(task + "/complete", "").refusal()).isEqualTo("TASK_ALREADY_COMPLETED ");
        assertThat(anna().post(task + "/reopen", "", "If-Match", "\"0\"").status())
                .isEqualTo(412);
        Answer reopened = anna().post(task + "/reopen", "", "If-Match", "\"1\"");
        assertThat(reopened.text("status")).isEqualTo("OPEN");
        assertThat(reopened.json().has("completedAt")).isFalse();
    }

    @Test
    default void categoriesAreCreatedRenamedAndDeleted() throws Exception {
        Answer created = create("/categories", "{'name':'Home'}");
        String home = "/categories/" + created.text("id");

        assertThat(created.header("Location")).endsWith("/tasks" + home);
        assertThat(anna().post("/categories", Situation.json("{'name':'HOME'}")).refusal())
                .isEqualTo("CATEGORY_NAME_TAKEN name");
        assertThat(patch(home, "{'name':'House'}", "\"0\"").text("name")).isEqualTo("House");
        assertThat(anna().send("PUT", home, Situation.json("{'name':'House'}"), "If-Match", "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(anna().send("PUT", home, Situation.json("{'name':'Hut'}")).status())
                .isEqualTo(428);
        create("/tasks", "{'title':'x','categoryId':'" + created.text("id") + "'}");
        assertThat(anna().send("DELETE", home, "").refusal()).isEqualTo("CATEGORY_IN_USE ");
        anna().send(
                        "DELETE",
                        "/tasks/" + anna().get("/tasks").json().at("/0/id").asText(),
                        "");
        assertThat(anna().send("DELETE", home, "", "If-Match", "\"1\"").status())
                .isEqualTo(204);
        assertThat(anna().get(home).status()).isEqualTo(404);
    }

    @Test
    default void aPatchChangesWhatItNames() throws Exception {
        String task = "/tasks/"
                + create("/tasks", "{'title':'Write','description':'a page'}").text("id");

        Answer patched = patch(task, "{'title':'Read','dueAt':'2026-01-02T18:00:00Z'}", "\"0\"");
        assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
        assertThat(patched.text("title")).isEqualTo("Read");
        assertThat(patched.text("description")).isEqualTo("a page");
        assertThat(patched.header("ETag")).isEqualTo("\"1\"");

        assertThat(patch(task, "{'description':null}", "\"1\"").json().has("description"))
                .isFalse();
        assertThat(patch(task, "{}", "\"2\"").header("ETag")).isEqualTo("\"2\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VALIDATION_FAILED title      | {'title':null}",
                "VALIDATION_FAILED title      | {'title':' '}",
                "VALIDATION_FAILED title      | {'title':5}",
                "VALIDATION_FAILED status     | {'status':'COMPLETED'}",
                "VALIDATION_FAILED id         | {'id':'3f2c1b9e-0000-4000-8000-000000000000'}",
                "VALIDATION_FAILED ownerId    | {'ownerId':null,'ownerId2':1}",
                "VALIDATION_FAILED version    | {'version':7}",
                "VALIDATION_FAILED dueAt      | {'dueAt':'soon'}",
                "VALIDATION_FAILED dueAt      | {'dueAt':1767323045}",
                "VALIDATION_FAILED categoryId | {'categoryId':''}",
                "UNKNOWN_CATEGORY categoryId  | {'categoryId':'3f2c1b9e-0000-4000-8000-000000000000'}",
                "MALFORMED_JSON body          | []",
                "MALFORMED_JSON body          | {",
                "MALFORMED_JSON body          | null"
            })
    default void aPatchSetsNothingThatMayNotBeSet(String refusal, String patch) throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        JsonNode before = anna().get(task).json();

        Answer refused = patch(task, patch, "\"0\"");

        if (refusal.contains("ownerId")) {
            // Null for what is not there changes nothing (RFC 7396); the next member is unknown.
            assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED ownerId2");
        } else {
            assertThat(refused.refusal()).isEqualTo(refusal);
        }
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(anna().get(task).json()).isEqualTo(before);
    }

    @Test
    default void aPatchOfAnotherTypeIsToldTheRightOne() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        Answer refused = anna().send("PATCH", task, "{}", "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(refused.header("Accept-Patch")).isEqualTo(MERGE_PATCH);
    }
}
