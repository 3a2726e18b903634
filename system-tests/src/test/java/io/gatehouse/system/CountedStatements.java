package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Plenty.Listed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How many statements a service sends to PostgreSQL for one request, all of it, with its Idempotency-Key, its events and
 * its audit: as {@code statements.txt} says of each operation, and however much there is, the same.
 */
interface CountedStatements {
    Product product();

    OutsideDatabase database();

    @Test
    default void eachRequestSendsAsManyStatementsAsIsSaidOfIt() {
        Counts counts = Counts.read();
        Situations situations = new Situations(product());
        List<String> wrong = new ArrayList<>();
        try (MadeUp madeUp = madeUp();
                StatementLog log = StatementLog.of(database())) {
            for (Operation operation : withoutPages()) {
                List<String> sent = log.fewest(application(operation), counts.of(operation.name()), () -> {
                    Call call = call(operation, situations, madeUp);
                    return () -> sendWithAll(call);
                });
                counts.difference(operation.name(), sent).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    default void aPageOfTwentyTakesAsManyStatementsAsAPageOfOne() {
        Counts counts = Counts.read();
        List<String> wrong = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        try (MadeUp madeUp = madeUp();
                StatementLog log = StatementLog.of(database())) {
            for (Listed list : new Plenty(product(), madeUp).lists()) {
                listed.add(list.operation());
                for (int limit : List.of(1, Plenty.MANY)) {
                    List<String> sent = log.fewest(
                            application(Operation.named(list.operation())),
                            counts.of(list.operation()),
                            () -> () -> readPage(list, limit));
                    counts.difference(list.operation(), sent)
                            .ifPresent(difference -> wrong.add(list.path() + "limit=" + limit + " " + difference));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        withPages().map(Operation::name).toList());
    }

    @Test
    default void whatIsAboutManyTakesAsManyStatementsAsWhatIsAboutOne() {
        try (MadeUp madeUp = madeUp();
                StatementLog log = StatementLog.of(database())) {
            for (Growing growing : Growing.all(new Plenty(product(), madeUp), madeUp)) {
                String application = application(Operation.named(growing.operation()));
                int one = inBatches(log.fewest(application, Counts.NOT_KNOWN, growing.about(1)))
                        .size();
                List<String> many = log.fewest(application, one, growing.about(Plenty.MANY));

                assertThat(inBatches(many)).as(growing.operation()).hasSize(one);
            }
        }
    }

    @Test
    default void statementsAreCountedForAllOperationsThatThereAre() {
        assertThat(Counts.read().operations())
                .hasSizeGreaterThan(110)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(withoutPages().stream(), withPages())
                        .map(Operation::name)
                        .toList());
    }

    private MadeUp madeUp() {
        return new MadeUp(database(), Client.administrator(product()));
    }

    /** Rows that are inserted together are sent together, and logged one by one. */
    private static List<String> inBatches(List<String> sent) {
        List<String> batches = new ArrayList<>();
        for (String statement : sent) {
            boolean goesOn = !batches.isEmpty()
                    && statement.startsWith("insert into ")
                    && batches.get(batches.size() - 1).equals(statement);
            if (!goesOn) {
                batches.add(statement);
            }
        }
        return batches;
    }

    private static String application(Operation operation) {
        return PostgresIT.FIRST + "." + operation.service();
    }

    private static Stream<Operation> withPages() {
        return Operation.ofAll().stream().filter(CountedStatements::hasPages);
    }

    private static boolean hasPages(Operation operation) {
        return operation.parametersIn("query").stream()
                .anyMatch(parameter -> parameter.path("name").asText().equals("limit"));
    }

    private static List<Operation> withoutPages() {
        return Operation.ofAll().stream()
                .filter(operation -> !hasPages(operation))
                .filter(operation -> MadeUp.isNeededFor(operation)
                        || Situations.EXCEPTED.keySet().stream().noneMatch(operation::isNamed))
                .toList();
    }

    private static Call call(Operation operation, Situations situations, MadeUp madeUp) {
        if (MadeUp.isNeededFor(operation)) {
            return madeUp.callOf(operation);
        }
        Map<String, JsonNode> examples = operation.examples();
        return examples.isEmpty()
                ? new Call(operation, situations.of(operation), "*/*", "")
                : examples.entrySet().stream()
                        .findFirst()
                        .map(example ->
                                Call.as(example.getValue(), example.getKey(), operation, situations.of(operation)))
                        .orElseThrow();
    }

    private static void sendWithAll(Call call) {
        List<String> fields = new ArrayList<>();
        if (call.operation().takes("If-Match")) {
            fields.addAll(List.of("If-Match", "*"));
        }
        if (call.operation().takes(Repetition.KEY)) {
            fields.addAll(List.of(Repetition.KEY, UUID.randomUUID().toString()));
        }
        Answer answer = call.send(fields.toArray(String[]::new));
        assertThat(answer.status())
                .as(call + ": " + answer)
                .isEqualTo(call.operation().status());
    }

    private static void readPage(Listed list, int limit) {
        Answer page = list.caller().get(list.path() + "limit=" + limit);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.json()).as(list.path()).hasSizeBetween(1, limit);
        if (!list.isShort()) {
            assertThat(page.json()).as(list.path()).hasSize(limit);
        }
    }
}
