package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The services do what their OpenAPI documents show: all operations are called, with the examples of their bodies, by whoever may. */
interface Documented {
    Product product();

    @Test
    default void everyOperationSucceedsAsItsDocumentShows() {
        Situations situations = new Situations(product());

        assertThat(Operation.ofAll())
                .filteredOn(operation -> Situations.EXCEPTED.keySet().stream().noneMatch(operation::isNamed))
                .hasSizeGreaterThan(90)
                .allSatisfy(operation -> call(operation, situations));
    }

    /** So many are held to their preconditions as they are called. */
    @Test
    default void readsAndWritesHavePreconditions() {
        assertThat(Operation.ofAll().stream().filter(read -> read.takes("If-None-Match")))
                .hasSizeGreaterThan(15);
        assertThat(Operation.ofAll().stream().filter(write -> write.takes("If-Match")))
                .hasSizeGreaterThan(30)
                .filteredOn(write -> write.answers("428"))
                .hasSizeGreaterThan(10);
    }

    /** So many are called twice with one key; the others where {@link Situations#EXCEPTED} says. */
    @Test
    default void whatCreatesOrSendsIsRepeated() {
        assertThat(Operation.ofAll().stream().filter(creating -> creating.takes(Repetition.KEY)))
                .hasSizeGreaterThan(12)
                .filteredOn(creating -> Situations.EXCEPTED.keySet().stream().noneMatch(creating::isNamed))
                .hasSizeGreaterThan(9);
    }

    @Test
    default void nothingIsSaidOfOperationsThatThereAreNot() {
        Stream<String> names =
                Stream.concat(Situations.EXCEPTED.keySet().stream(), new Situations(product()).names().stream());

        assertThat(names)
                .allSatisfy(name -> assertThat(Operation.ofAll()).anyMatch(operation -> operation.isNamed(name)));
    }

    /** A check that let everything pass would prove nothing. */
    @Test
    default void anAnswerOfWhichTheDocumentSaysNothingIsFound() {
        Operation read = Operation.named("tasks.tasksRead");
        Answer task = Client.newUser(product()).postText("/api/tasks", "{\"title\":\"Write\"}");

        assertThat(read.breaches(task.json())).isEmpty();
        for (String member : List.of("id", "title", "status", "createdAt")) {
            assertThat(read.breaches(((ObjectNode) task.json()).without(member)))
                    .as(member)
                    .isNotEmpty();
        }
        assertThat(read.breaches(((ObjectNode) task.json()).put("owner", "me"))).isNotEmpty();
        assertThat(read.breaches(((ObjectNode) task.json()).put("status", "LOST")))
                .isNotEmpty();
        assertThat(read.breaches(((ObjectNode) task.json()).putNull("title"))).isNotEmpty();
    }

    private static void call(Operation operation, Situations situations) {
        Map<String, JsonNode> examples = operation.examples();
        if (examples.isEmpty()) {
            assertAsDocumented(new Call(operation, situations.of(operation), "*/*", ""));
        }
        examples.forEach((type, example) -> {
            assertThat(example.isObject()).as(type).isTrue();
            assertAsDocumented(Call.as(example, type, operation, situations.of(operation)));
        });
    }

    private static void assertAsDocumented(Call call) {
        if (call.operation().takes("If-Match")) {
            Preconditions.assertNotOverwritten(call);
            assertAsDocumented(call.operation(), call.send("If-Match", "*"));
        } else {
            Answer answer = call.operation().takes(Repetition.KEY) ? Repetition.doneOnce(call) : call.send();
            assertAsDocumented(call.operation(), answer);
            if (call.operation().method().equals("GET")) {
                Preconditions.assertReadOnce(call, answer);
            }
        }
    }

    private static void assertAsDocumented(Operation operation, Answer answer) {
        String what = operation + ": " + answer;
        assertThat(answer.status()).as(what).isEqualTo(operation.status());
        operation
                .headers()
                .forEach(header -> assertThat(answer.header(header)).as(what).isPresent());
        if (operation.mediaType().isEmpty()) {
            assertThat(answer.http().body()).as(what).isEmpty();
        } else {
            assertThat(answer.header("Content-Type"))
                    .as(what)
                    .hasValueSatisfying(type -> assertThat(type).startsWith(operation.mediaType()));
            assertThat(operation.breaches(answer.json())).as(what).isEmpty();
        }
    }
}
