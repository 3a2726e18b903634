package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.system.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Situations that nobody may be able to tell apart: not by the answers that they get, nor by how long those take, for which
 * all come in turns, in any order, and not by the work that the database has with them, of which a single statement more
 * would be lost among the times.
 */
final class Indistinct {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final int WARM_UP = 5;
    private static final int FEWEST_TURNS = 30;
    private static final int MOST_TURNS = 400;
    private static final int MOST_MEASUREMENTS = 3;
    private static final Duration USUALLY_LONGEST = Duration.ofSeconds(6);
    private static final String APPLICATION = PostgresIT.FIRST + ".users";

    private final Map<String, Supplier<Answer>> situations = new LinkedHashMap<>();
    private final Runnable beforeTurns;
    private final int status;
    private final Random order = new Random(1);
    private final Set<Map.Entry<Set<String>, JsonNode>> answers = new HashSet<>();

    /** All answers have this status. */
    Indistinct(int status) {
        this(status, () -> {});
    }

    /** All answers have this status, if something is done before each turn. */
    Indistinct(int status, Runnable beforeTurns) {
        this.status = status;
        this.beforeTurns = beforeTurns;
    }

    Indistinct and(String name, Supplier<Answer> situation) {
        situations.put(name, situation);
        return this;
    }

    void assertAlike(OutsideDatabase database) {
        assertThat(situations).hasSizeGreaterThan(1);
        assertSameWork(database);
        assertSameTime();
        assertThat(answers).hasSize(1);
    }

    private void assertSameWork(OutsideDatabase database) {
        Map<String, List<String>> statements = new LinkedHashMap<>();
        try (StatementLog log = StatementLog.of(database)) {
            situations.keySet().forEach(name -> {
                int wanted =
                        statements.values().stream().findFirst().map(List::size).orElse(Counts.NOT_KNOWN);
                statements.put(name, log.fewest(APPLICATION, wanted, () -> {
                    beforeTurns.run();
                    return () -> check(name, situation(name).get());
                }));
            });
        }
        assertThat(statements.values().stream().map(List::size).distinct())
                .as(statements.toString())
                .singleElement()
                .satisfies(size -> assertThat(size).isPositive());
    }

    /** What is not different each time was something else. */
    private void assertSameTime() {
        List<Times> all = new ArrayList<>(List.of(measured()));
        Set<String> different = new HashSet<>(all.get(0).different());
        while (!different.isEmpty() && all.size() < MOST_MEASUREMENTS) {
            Times again = measured();
            all.add(again);
            different.retainAll(again.different());
        }
        assertThat(different).as(all.toString()).isEmpty();
    }

    private Times measured() {
        String first = situations.keySet().iterator().next();
        String control = first + ", again";
        List<String> names = new ArrayList<>(situations.keySet());
        names.add(control);
        Times warmUp = new Times(first, control);
        for (int turn = 0; turn < WARM_UP; turn++) {
            turn(names, first, warmUp);
        }
        Times times = new Times(first, control);
        long end = System.nanoTime() + USUALLY_LONGEST.toNanos();
        for (int turn = 0;
                turn < FEWEST_TURNS
                        || (turn < MOST_TURNS && (System.nanoTime() < end ? !times.areEnough() : isUnclear(times)));
                turn++) {
            turn(names, first, times);
        }
        return times;
    }

    /** A difference that may be chance. */
    private static boolean isUnclear(Times times) {
        return times.areTooFew() && !times.different().isEmpty();
    }

    private void turn(List<String> names, String first, Times times) {
        beforeTurns.run();
        Collections.shuffle(names, order);
        for (String name : names) {
            long start = System.nanoTime();
            Answer answer = situations.getOrDefault(name, situation(first)).get();
            times.add(name, (System.nanoTime() - start) / NANOS_OF_MILLI);
            check(name, answer);
        }
    }

    private Supplier<Answer> situation(String name) {
        return Objects.requireNonNull(situations.get(name));
    }

    private void check(String name, Answer answer) {
        assertThat(answer.status()).as(name + ": " + answer).isEqualTo(status);
        answers.add(Map.entry(answer.http().headers().map().keySet(), withoutId(answer)));
    }

    /** The id is that of the request. */
    private static JsonNode withoutId(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove("instance");
        return body;
    }
}
