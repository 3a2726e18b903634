package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker. */
@ExtendWith(ArquillianExtension.class)
class TasksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MERGE_PATCH = "application/merge-patch+json";

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    private final UUID user = UUID.randomUUID();
    private final ServiceClient anna = client(user, "user");
    private final ServiceClient bert = client(UUID.randomUUID(), "user");

    @Deployment(testable = false)
    static WebArchive tasks() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "tasks");
        Path war = Path.of(System.getProperty("tasks.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()).addClass(EventProbe.class);
    }

    @Test
    void aTaskIsCreatedReadChangedAndDeleted() throws Exception {
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
        assertThat(anna.get(task).json()).isEqualTo(created.json());
        assertThat(anna.get(task).header("ETag")).isEqualTo("\"0\"");

        Answer replaced = anna.send("PUT", task, json("{'title':'Read'}"), "If-Match", "\"0\"");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"1\"");
        assertThat(replaced.json().fieldNames()).toIterable().containsExactly("id", "title", "status", "createdAt");
        assertThat(anna.get(task).json()).isEqualTo(replaced.json());

        assertThat(anna.send("DELETE", task, "").status()).isEqualTo(204);
        assertThat(anna.get(task).refusal()).isEqualTo("NOT_FOUND ");
    }

    @Test
    void aPatchChangesWhatItNames() throws Exception {
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
    void aPatchSetsNothingThatMayNotBeSet(String refusal, String patch) throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        JsonNode before = anna.get(task).json();

        Answer refused = patch(task, patch, "\"0\"");

        if (refusal.contains("ownerId")) {
            // Null for what is not there changes nothing (RFC 7396); the next member is unknown.
            assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED ownerId2");
        } else {
            assertThat(refused.refusal()).isEqualTo(refusal);
        }
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(anna.get(task).json()).isEqualTo(before);
    }

    @Test
    void aPatchOfAnotherTypeIsToldTheRightOne() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        Answer refused = anna.send("PATCH", task, "{}", "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(refused.header("Accept-Patch")).isEqualTo(MERGE_PATCH);
    }

    @Test
    void aReadOfWhatTheClientHasIsNotAnsweredWithItAgain() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        Answer same = anna.get(task, "If-None-Match", "W/\"0\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo("\"0\"");
        assertThat(same.response().body()).isEmpty();
        assertThat(anna.get(task, "If-None-Match", "\"1\"").status()).isEqualTo(200);
    }

    @Test
    void aChangeNeedsTheVersionThatItIsAbout() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        String read = json("{'title':'Read'}");

        assertThat(anna.send("PUT", task, read).status()).isEqualTo(428);
        assertThat(anna.send("PUT", task, read).text("code")).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(anna.send("PUT", task, read, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(anna.send("PUT", task, read, "If-Match", "\"1\"").text("code"))
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(anna.send("PUT", task, read, "If-Match", "0").refusal()).isEqualTo("VALIDATION_FAILED If-Match");
        assertThat(anna.send("DELETE", task, "", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(anna.send("PUT", task, read, "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void ofManyChangesOfOneVersionOneIsMade() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        List<Answer> answers = atOnce(
                8, () -> anna.send("PUT", task, json("{'title':'" + UUID.randomUUID() + "'}"), "If-Match", "\"0\""));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 412)
                .extracting(answer -> answer.text("code"))
                .containsOnly("PRECONDITION_FAILED");
        assertThat(anna.get(task).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void aTaskIsCompletedAndReopened() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        assertThat(anna.post(task + "/reopen", "").refusal()).isEqualTo("TASK_NOT_COMPLETED ");
        Answer completed = anna.post(task + "/complete", "");
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.text("status")).isEqualTo("COMPLETED");
        assertThat(completed.json().has("completedAt")).isTrue();
        assertThat(completed.header("ETag")).isEqualTo("\"1\"");
        assertThat(anna.post(task + "/complete", "").refusal()).isEqualTo("TASK_ALREADY_COMPLETED ");
        assertThat(anna.post(task + "/reopen", "", "If-Match", "\"0\"").status())
                .isEqualTo(412);
        Answer reopened = anna.post(task + "/reopen", "", "If-Match", "\"1\"");
        assertThat(reopened.text("status")).isEqualTo("OPEN");
        assertThat(reopened.json().has("completedAt")).isFalse();
    }

    @Test
    void aRepeatedRequestCreatesOneTaskAndGetsTheSameAnswer() throws Exception {
        String body = json("{'title':'Write é'}");

        Answer first = anna.post("/tasks", body, "Idempotency-Key", "k1");
        Answer again = anna.post("/tasks", body, "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(anna.get("/tasks").json()).hasSize(1);
        assertThat(anna.post("/tasks", json("{'title':'Read'}"), "Idempotency-Key", "k1")
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
        assertThat(bert.post("/tasks", body, "Idempotency-Key", "k1").header("Location"))
                .isNotEqualTo(first.header("Location"));
        assertThat(anna.post("/categories", json("{'name':'Home'}"), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRefusedRequestMayBeCorrectedUnderItsKey() throws Exception {
        assertThat(anna.post("/tasks", json("{'title':''}"), "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(400);
        assertThat(anna.post("/tasks?x=1", json("{'title':'Write'}"), "Idempotency-Key", "k2")
                        .refusal())
                .isEqualTo("VALIDATION_FAILED x");
        assertThat(anna.post("/tasks", "{", "Idempotency-Key", "k2").status()).isEqualTo(400);
        assertThat(anna.post("/tasks", json("{'title':'Write'}"), "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(201);
        assertThat(anna.get("/tasks").json()).hasSize(1);
    }

    @Test
    void ofManyRepetitionsAtOnceOneTakesEffect() throws Exception {
        String body = json("{'title':'Write'}");

        List<Answer> answers = atOnce(12, () -> anna.post("/tasks", body, "Idempotency-Key", "k3"));

        assertThat(answers).extracting(Answer::status).containsAnyOf(201).isSubsetOf(201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("REQUEST_IN_FLIGHT");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        assertThat(anna.get("/tasks").json()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"a b\""})
    void aKeyThatIsNoneIsRefused(String key) throws Exception {
        Answer refused = anna.post("/tasks", json("{'title':'Write'}"), "Idempotency-Key", key);

        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED Idempotency-Key");
        assertThat(anna.get("/tasks").json()).isEmpty();
    }

    @Test
    void aListIsSortedFilteredAndPaged() throws Exception {
        String home = create("/categories", "{'name':'Home'}").text("id");
        create("/tasks", "{'title':'b','dueAt':'2026-01-03T00:00:00Z'}");
        create("/tasks", "{'title':'a','categoryId':'" + home + "'}");
        String done =
                create("/tasks", "{'title':'c','dueAt':'2026-01-02T00:00:00Z'}").text("id");
        anna.post("/tasks/" + done + "/complete", "");

        assertThat(titles("/tasks", "")).containsExactly("c", "a", "b");
        assertThat(titles("/tasks", "?sort=title&limit=1")).containsExactly("a", "b", "c");
        assertThat(titles("/tasks", "?sort=dueAt&limit=2")).containsExactly("c", "b", "a");
        assertThat(titles("/tasks", "?sort=-dueAt&limit=1&status=OPEN")).containsExactly("a", "b");
        assertThat(titles("/tasks", "?category=" + home)).containsExactly("a");
        assertThat(titles("/tasks", "?dueFrom=2026-01-02T00:00:00Z&dueBefore=2026-01-03T00:00:00Z"))
                .containsExactly("c");
        assertThat(titles("/categories", "?sort=-name")).containsExactly("Home");
    }

    @Test
    void aCursorBelongsToItsOrder() throws Exception {
        create("/tasks", "{'title':'a'}");
        create("/tasks", "{'title':'b'}");
        String next = anna.get("/tasks?limit=1&sort=title").next();

        assertThat(anna.get("/tasks" + next).status()).isEqualTo(200);
        assertThat(anna.get("/tasks" + next.replace("sort=title", "sort=-title"))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED after");
        assertThat(anna.get("/tasks" + next.replace("sort=title&", "")).refusal())
                .isEqualTo("VALIDATION_FAILED after");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=many, limit",
        "limit=1&limit=2, limit",
        "sort=ownerId, sort",
        "sort=title;drop, sort",
        "after=zzz, after",
        "status=open, status",
        "status=, status",
        "status=OPEN&status=OPEN, status",
        "category=home, category",
        "dueFrom=soon, dueFrom",
        "dueBefore=+999999999-01-01T00:00:00Z, dueBefore",
        "owner=me, owner",
        "Limit=5, Limit"
    })
    void aQueryThatIsNotUnderstoodIsRefusedByName(String query, String field) throws Exception {
        Answer refused = anna.get("/tasks?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    void whatBelongsToOthersIsNotThere() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        String home = create("/categories", "{'name':'Home'}").text("id");
        ServiceClient admin = client(UUID.randomUUID(), "user", "admin");

        for (ServiceClient other : List.of(bert, admin)) {
            assertThat(other.get(task).status()).isEqualTo(404);
            assertThat(other.send("PUT", task, json("{'title':'Mine'}"), "If-Match", "*")
                            .status())
                    .isEqualTo(404);
            assertThat(other.send("DELETE", task, "").status()).isEqualTo(404);
            assertThat(other.post(task + "/complete", "").status()).isEqualTo(404);
            assertThat(other.get("/categories/" + home).status()).isEqualTo(404);
            assertThat(other.post("/tasks", json("{'title':'Mine','categoryId':'" + home + "'}"))
                            .refusal())
                    .isEqualTo("UNKNOWN_CATEGORY categoryId");
            assertThat(other.get("/tasks").json()).isEmpty();
            assertThat(other.get("/tasks?category=" + home).json()).isEmpty();
        }
        assertThat(new ServiceClient(anna.base(), "").get("/tasks").status()).isEqualTo(401);
        assertThat(client(user, "guest").get("/tasks").status()).isEqualTo(403);
    }

    @Test
    void categoriesAreCreatedRenamedAndDeleted() throws Exception {
        Answer created = create("/categories", "{'name':'Home'}");
        String home = "/categories/" + created.text("id");

        assertThat(created.header("Location")).endsWith("/tasks" + home);
        assertThat(anna.post("/categories", json("{'name':'HOME'}")).refusal()).isEqualTo("CATEGORY_NAME_TAKEN name");
        assertThat(patch(home, "{'name':'House'}", "\"0\"").text("name")).isEqualTo("House");
        assertThat(anna.send("PUT", home, json("{'name':'House'}"), "If-Match", "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(anna.send("PUT", home, json("{'name':'Hut'}")).status()).isEqualTo(428);
        create("/tasks", "{'title':'x','categoryId':'" + created.text("id") + "'}");
        assertThat(anna.send("DELETE", home, "").refusal()).isEqualTo("CATEGORY_IN_USE ");
        anna.send("DELETE", "/tasks/" + anna.get("/tasks").json().at("/0/id").asText(), "");
        assertThat(anna.send("DELETE", home, "", "If-Match", "\"1\"").status()).isEqualTo(204);
        assertThat(anna.get(home).status()).isEqualTo(404);
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
    void whatIsNoTaskAndNoCategoryIsRefusedWithTheNameOfTheField(String path, String field, String body)
            throws Exception {
        Answer refused = anna.post(path, json(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    void textHasItsBounds() throws Exception {
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

    @Test
    void allOfAUserIsForgottenWhenTheUserIs() throws Exception {
        String home = create("/categories", "{'name':'Home'}").text("id");
        create("/tasks", "{'title':'x','categoryId':'" + home + "'}");
        bert.post("/tasks", json("{'title':'of another'}"));

        anna.publish("/users", UUID.randomUUID(), "UserRegistered", "{\"userId\":\"" + user + "\"}");
        anna.publish("/users", UUID.randomUUID(), "UserDeleted", "{\"userId\":\"" + user + "\",\"at\":\"now\"}");

        await(() -> anna.get("/tasks").json().isEmpty()
                && anna.get("/categories").json().isEmpty());
        assertThat(bert.get("/tasks").json()).hasSize(1);
    }

    private Answer create(String path, String body) throws Exception {
        return anna.post(path, json(body));
    }

    private Answer patch(String path, String body, String version) throws Exception {
        return anna.send("PATCH", path, json(body), "Content-Type", MERGE_PATCH, "If-Match", version);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /** The titles, or names, on all pages of a list. */
    private List<String> titles(String list, String query) throws Exception {
        List<String> titles = new ArrayList<>();
        Answer page = anna.get(list + query);
        while (true) {
            StreamSupport.stream(page.json().spliterator(), false)
                    .flatMap(item -> Stream.of(
                            item.path("title").asText(item.path("name").asText())))
                    .forEach(titles::add);
            if (page.next().isEmpty()) {
                return titles;
            }
            page = anna.get(list + page.next());
        }
    }

    private static List<Answer> atOnce(int clients, Callable<Answer> call) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(clients);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : all.invokeAll(Collections.nCopies(clients, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            all.shutdown();
        }
    }

    private static ServiceClient client(UUID user, String... roles) {
        try {
            return new ServiceClient(System.getProperty("tasks.url", ""), gateway.of(user, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
