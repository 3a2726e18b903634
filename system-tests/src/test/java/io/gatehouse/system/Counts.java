package io.gatehouse.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How many statements one request of each operation takes: what {@code statements.txt} says. */
final class Counts {
    /** Nothing sends so many. */
    static final int NOT_KNOWN = -1;

    private final Map<String, Integer> ofOperations;

    private Counts(Map<String, Integer> ofOperations) {
        this.ofOperations = ofOperations;
    }

    static Counts read() {
        try (InputStream text = Objects.requireNonNull(Counts.class.getResourceAsStream("/statements.txt"))) {
            return new Counts(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(" +", -1))
                    .collect(Collectors.toMap(words -> words[0], words -> Integer.valueOf(words[1]))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Set<String> operations() {
        return ofOperations.keySet();
    }

    int of(String operation) {
        return ofOperations.getOrDefault(operation, NOT_KNOWN);
    }

    /** What is otherwise than is said. */
    Optional<String> difference(String operation, List<String> sent) {
        return sent.size() == of(operation)
                ? Optional.empty()
                : Optional.of(operation + " " + sent.size() + ", not " + of(operation) + ": " + sent);
    }
}
