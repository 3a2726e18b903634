package io.gatehouse.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects mistakes, so that one reading of the file tells all of them. */
final class ConfigErrors {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();

    ConfigErrors(String file) {
        this.file = file;
    }

    /** @param path the place as in {@code routes[2].upstream}; empty for the file as a whole */
    void add(Node at, String path, String message) {
        add(at.getStartMark(), path, message);
    }

    void add(Optional<Mark> at, String path, String message) {
        mistakes.add(new Mistake(
                at.map(mark -> mark.getLine() + 1).orElse(1),
                at.map(mark -> mark.getColumn() + 1).orElse(1),
                path,
                message));
    }

    void add(Mistake mistake) {
        mistakes.add(mistake);
    }

    void throwIfAny() throws ConfigException {
        if (!mistakes.isEmpty()) {
            throw new ConfigException(
                    file,
                    mistakes.stream()
                            .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                            .toList());
        }
    }

    /** A hint at what the writer may have meant; empty when nothing comes close. */
    static String didYouMean(String written, Iterable<String> known) {
        String nearest = nearest(written, known);
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    private static @Nullable String nearest(String written, Iterable<String> known) {
        String best = null;
        int fewest = Math.max(2, written.length() / 3) + 1;
        for (String candidate : known) {
            int edits = edits(written, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein's distance, one row at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
