package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the list of docs/problems.md in step with the rules that there are. */
class RuleTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\|");
    private static final Pattern CONSTRAINT =
            Pattern.compile("import jakarta\\.validation\\.constraints\\.([A-Z][A-Za-z]+);");
    private static final Pattern OF_OURS = Pattern.compile("(?s)@Constraint\\(.*@interface ([A-Z][A-Za-z]+)");

    @Test
    void everyRuleIsInTheDocumentAndNoOther() throws IOException {
        NavigableSet<String> rules = new TreeSet<>();
        for (Rule rule : Rule.values()) {
            rules.add(rule.toString());
        }
        for (String source : sources()) {
            CONSTRAINT.matcher(source).results().map(found -> found.group(1)).forEach(rules::add);
            OF_OURS.matcher(source).results().map(found -> found.group(1)).forEach(rules::add);
        }
        List<String> documented = ROW.matcher(Files.readString(TOP.resolve("docs/problems.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rules).contains("NotBlank", "PlainText", "OneOf", "Known");
        assertThat(documented).containsExactlyElementsOf(rules);
    }

    /** The main sources of the services and of their kernel. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(TOP)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(RuleTest::javaBelow)
                    .toList();
        }
    }

    private static Stream<String> javaBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(RuleTest::read).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
