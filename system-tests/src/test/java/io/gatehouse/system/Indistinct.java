package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.system.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Situations that nobody may be able to tell apart by the answers that they get, nor by how long those take. The turns of
 * all situations alternate, so that whatever else the machine does meanwhile takes its time of each.
 */
final class Indistinct {
    private static final int WARM_UP = 3;
    private static final int TURNS = 15;
    /** Below this nobody tells two situations apart through a network. */
    private static final Duration UNNOTICED = Duration.ofMillis(3);

    private final Map<String, IntFunction<Answer>> situations = new LinkedHashMap<>();

    /** @param turn gives the answer of one turn */
    Indistinct and(String name, IntFunction<Answer> turn) {
        situations.put(name, turn);
        return this;
    }

    void assertAlike(int status) {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        Set<Map.Entry<Set<String>, JsonNode>> answers = new HashSet<>();
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (Map.Entry<String, IntFunction<Answer>> situation : situations.entrySet()) {
                long start = System.nanoTime();
                Answer answer = situation.getValue().apply(turn + WARM_UP);
                long took = System.nanoTime() - start;
                assertThat(answer.status())
                        .as(situation.getKey() + ": " + answer)
                        .isEqualTo(status);
                answers.add(Map.entry(answer.http().headers().map().keySet(), withoutId(answer)));
                if (turn >= 0) {
                    times.computeIfAbsent(situation.getKey(), name -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        assertThat(answers).hasSize(1);
        assertTimesAlike(times);
    }

    private static void assertTimesAlike(Map<String, List<Long>> times) {
        Map<String, Long> medians = new LinkedHashMap<>();
        times.forEach((name, taken) ->
                medians.put(name, taken.stream().sorted().toList().get(TURNS / 2)));
        long fastest = medians.values().stream().min(Long::compare).orElseThrow();
        assertThat(medians)
                .hasSizeGreaterThan(1)
                .allSatisfy((name, median) -> assertThat(median)
                        .as("median of %s in %s", name, medians)
                        .isLessThan(fastest * 2 + UNNOTICED.toNanos()));
    }

    /** The id is that of the request. */
    private static JsonNode withoutId(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove("instance");
        return body;
    }
}
