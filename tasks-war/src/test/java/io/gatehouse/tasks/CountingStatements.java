package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit: however much there is, the same. */
interface CountingStatements extends Situation {
    /** What a service asks by itself all the time is about other tables, or is one of these. */
    Pattern CHORE =
            Pattern.compile("delete from idempotency where expires_at|from departed_user", Pattern.CASE_INSENSITIVE);

    Pattern OF_REQUESTS = Pattern.compile(
            "\\b(task|category|audit_event|idempotency)\\b|insert into outbox", Pattern.CASE_INSENSITIVE);

    /** Something that is asked for. */
    interface Request {
        Answer send() throws Exception;
    }

    /** The claim, the count, the task, the number of the event, its audit, the event, the answer. */
    @Test
    default void aTaskIsCreatedInSevenStatementsAndRepeatedInThree() throws Exception {
        String body = Situation.json("{'title':'Write'}");

        assertThat(asked(201, () -> anna().post("/tasks", body, "Idempotency-Key", "counted")))
                .hasSize(7);
        assertThat(asked(201, () -> anna().post("/tasks", body, "Idempotency-Key", "counted")))
                .hasSize(3);
    }

    /** The task, the number, the audit, the event, and the change itself. */
    @Test
    default void aTaskIsChangedInFiveStatementsAndNotAtAllInOne() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        assertThat(asked(200, () -> patch(task, "{'title':'Read'}", "\"0\""))).hasSize(5);
        assertThat(asked(200, () -> patch(task, "{'title':'Read'}", "\"1\""))).hasSize(1);
        assertThat(asked(200, () -> anna().post(task + "/complete", ""))).hasSize(5);
        assertThat(asked(204, () -> anna().send("DELETE", task, ""))).hasSize(5);
    }

    @Test
    default void aPageIsReadInOneStatementHoweverManyTasksItHas() throws Exception {
        String home = create("/categories", "{'name':'Home'}").text("id");
        for (int i = 0; i < 6; i++) {
            create("/tasks", "{'title':'x','categoryId':'" + home + "'}");
        }

        assertThat(asked(200, () -> anna().get("/tasks?limit=2"))).hasSize(1);
        assertThat(asked(200, () -> anna().get("/tasks?limit=5"))).hasSize(1);
        assertThat(asked(404, () -> anna().get("/tasks/" + UUID.randomUUID()))).hasSize(1);
    }

    @Test
    default void categoriesAreListedInOneStatementHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 4; i++) {
            create("/categories", "{'name':'Category " + UUID.randomUUID() + "'}");
        }

        for (String query : List.of("?limit=2", "?limit=4", "?sort=-name", "?name=c")) {
            assertThat(asked(200, () -> anna().get("/categories" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    default void whatHappenedIsListedInOneStatementHoweverMuchThatIs() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        ServiceClient admin = clientOf(UUID.randomUUID(), "user", "admin");
        for (int i = 0; i < 2; i++) {
            anna().post(task + "/complete", "");
            anna().post(task + "/reopen", "");
        }

        for (String query : List.of("?limit=2", "?limit=5", "?sort=-number", "?type=TaskCompleted")) {
            assertThat(asked(200, () -> admin.get(task + "/events" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    private List<String> asked(int status, Request request) throws Exception {
        anna().get("/probe");
        assertThat(request.send().status()).isEqualTo(status);
        return anna().get("/probe")
                .response()
                .body()
                .lines()
                .filter(statement -> OF_REQUESTS.matcher(statement).find())
                .filter(statement -> !CHORE.matcher(statement).find())
                .toList();
    }
}
