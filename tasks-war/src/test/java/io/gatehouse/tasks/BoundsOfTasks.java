package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused: what belongs to others, and what is no task. */
interface BoundsOfTasks extends Situation {
    @Test
    default void whatBelongsToOthersIsNotThere() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        String home = create("/categories", "{'name':'Home'}").text("id");
        ServiceClient admin = clientOf(UUID.randomUUID(), "user", "admin");

        for (ServiceClient other : List.of(bert(), admin)) {
            assertThat(other.get(task).status()).isEqualTo(404);
            assertThat(other.send("PUT", task, Situation.json("{'title':'Mine'}"), "If-Match", "*")
                            .status())
                    .isEqualTo(404);
            assertThat(other.send("DELETE", task, "").status()).isEqualTo(404);
            assertThat(other.post(task + "/complete", "").status()).isEqualTo(404);
            assertThat(other.get("/categories/" + home).status()).isEqualTo(404);
            assertThat(other.post("/tasks", Situation.json("{'title':'Mine','categoryId':'" + home + "'}"))
                            .refusal())
                    .isEqualTo("UNKNOWN_CATEGORY categoryId");
            assertThat(other.get("/tasks").json()).isEmpty();
            assertThat(other.get("/tasks?category=" + home).json()).isEmpty();
        }
        assertThat(new ServiceClient(anna().base(), "").get("/tasks").status()).isEqualTo(401);
        assertThat(clientOf(user(), "guest").get("/tasks").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/tasks      | title       | {}",
                "/tasks      | title       | {'title':'a\\u0007b'}",
                "/tasks      | title       | {'title':'a\\u0000b'}",
                "/tasks      | title       | {'title':'\\ud800'}",
                "/tasks      | description | {'title':'a','description':7}",
                "/tasks      | dueAt       | {'title':'a','dueAt':'1899-12-31T23:59:59Z'}",
                "/tasks      | dueAt       | {'title':'a','dueAt':'10000-01-01T00:00:00Z'}",
                "/tasks      | dueAt       | {'title':'a','dueAt':1e999999999}",
                "/tasks      | categoryId  | {'title':'a','categoryId':'home'}",
                "/tasks      | completedAt | {'title':'a','completedAt':null}",
                "/tasks      | status      | {'title':'a','status':'COMPLETED'}",
                "/categories | name        | {'name':' '}",
                "/categories | name        | {'name':'a\\u0007'}",
                "/categories | ownerId     | {'name':'a','ownerId':'x'}"
            })
    default void whatIsNoTaskAndNoCategoryIsRefusedWithTheNameOfTheField(String path, String field, String body)
            throws Exception {
        Answer refused = anna().post(path, Situation.json(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    /** The server speaks German, as its options say, and so does the client. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/tasks         | {}                            | NotBlank  | must not be blank",
                "/categories    | {'name':'%s'}                 | Size      | size must be between 0 and 100",
                "/tasks         | {'title':'a\\u0007b'}         | PlainText | must not contain control characters",
                "/tasks         | {'title':'a','description':7} | Type      | has the wrong type or form",
                "/tasks         | {'title':'a','status':'OPEN'} | Known     | is not a known field",
                "/tasks?limit=1 | {'title':'a'}                 | Known     | is not a known query parameter",
                "/tasks         | {                             | Json      | is not the JSON that is expected"
            })
    default void theRuleThatIsBrokenHasAStableNameAndIsToldInEnglish(
            String path, String body, String rule, String message) throws Exception {
        JsonNode error = anna().post(
                        path, Situation.json(body.formatted("n".repeat(1_000))), "Accept-Language", "de-DE, de;q=0.9")
                .json()
                .at("/errors/0");

        assertThat(error.path("rule").asText()).isEqualTo(rule);
        assertThat(error.path("message").asText()).startsWith(message);
    }

    /** Accept as a generated client makes it of the document: DELETE has no other body than a problem. */
    @Test
    default void whoAcceptsProblemsIsAnsweredWhateverElseTheyAccept() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        String problem = "application/problem+json";

        assertThat(anna().get(task, "Accept", problem + ", text/plain").status())
                .isEqualTo(200);
        assertThat(anna().get(task, "Accept", "text/plain").text("code")).isEqualTo("NOT_ACCEPTABLE");
        assertThat(anna().send("DELETE", task, "", "Accept", problem).status()).isEqualTo(204);
        assertThat(anna().send("DELETE", task, "", "Accept", problem).text("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    default void textHasItsBounds() throws Exception {
        assertThat(create("/tasks", "{'title':'" + "x".repeat(200) + "'}").status())
                .isEqualTo(201);
        assertThat(create("/tasks", "{'title':'" + "x".repeat(201) + "'}").refusal())
                .isEqualTo("VALIDATION_FAILED title");
        assertThat(create("/tasks", "{'title':'x','description':'" + "é".repeat(2_000) + "'}")
                        .status())
                .isEqualTo(201);
        assertThat(create("/tasks", "{'title':'x','description':'" + "é".repeat(2_001) + "'}")
                        .refusal())
                .isEqualTo("VALIDATION_FAILED description");
        assertThat(create("/categories", "{'name':'" + "x".repeat(101) + "'}").refusal())
                .isEqualTo("VALIDATION_FAILED name");
    }
}
