package io.gatehouse.gateway.it;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Prometheus reads at one moment: lines with a name, tags and a value. */
record Samples(List<String> lines) {

    /** The sum over all that have this name and these tags, as {@code name="value"}; 0 when there is none. */
    double sum(String name, String... tags) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Stream.of(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The names that begin so. */
    Set<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        lines.stream()
                .filter(line -> line.startsWith(prefix))
                .forEach(line -> names.add(line.substring(0, line.indexOf('{'))));
        return names;
    }

    /** Those of the lines that are so. */
    List<String> only(Predicate<String> which) {
        return lines.stream().filter(which).sorted().toList();
    }
}
