package io.gatehouse.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the document in step with the codes that there are, in the gateway and in all services. */
class DocumentedProblemsTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern CONSTANT = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\"");
    private static final Pattern WITH_STATUS = Pattern.compile("\\b([45][0-9]{2}),\\s*" + CONSTANT.pattern());
    /** What is written in capitals in a service, and is no code of a problem. */
    private static final Set<String> OTHER_WORDS =
            Set.of("UP", "DOWN", "JWT", "EC", "ES256", "AES", "EUR", "CANCELLED", "CANCELLED_BY_OWNER", "OUT_OF_STOCK");

    private final Map<String, String> sections;

    DocumentedProblemsTest() throws IOException {
        sections = ProblemPages.sections(Files.readString(TOP.resolve("docs/problems.md")));
    }

    @Test
    void everyCodeHasASectionAndEverySectionIsAboutACode() throws IOException {
        Set<String> codes = new TreeSet<>();
        Arrays.stream(Failure.values()).map(Failure::name).forEach(codes::add);
        for (String source : sources()) {
            CONSTANT.matcher(source).results().map(found -> found.group(1)).forEach(codes::add);
        }
        codes.removeAll(OTHER_WORDS);

        assertThat(codes).hasSizeGreaterThan(Failure.values().length);
        assertThat(new TreeSet<>(sections.keySet())).isEqualTo(codes);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void everyFailureIsDocumentedWithItsStatus(Failure failure) {
        assertThat(sections.getOrDefault(failure.name(), "").strip()).startsWith("`" + failure.status() + "`. ");
    }

    @Test
    void everyRefusalOfAServiceIsDocumentedWithItsStatus() throws IOException {
        for (String source : sources()) {
            WITH_STATUS
                    .matcher(source)
                    .results()
                    .forEach(refusal -> assertThat(
                                    sections.getOrDefault(refusal.group(2), "").strip())
                            .as(refusal.group())
                            .startsWith("`" + refusal.group(1) + "`. "));
        }
    }

    @Test
    void theSectionsStandInTheirOrderAndNeedNothingButParagraphs() {
        assertThat(List.copyOf(sections.keySet())).isSorted();
        assertThat(sections.values()).allSatisfy(text -> assertThat(text).doesNotContain("](", "**", "\n- ", "\n#"));
    }

    /** The main sources of the services and of their kernel. */
    private static Set<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(TOP)) {
            return modules.filter(module -> module.endsWith("shared-kernel")
                            || (module.getFileName().toString().endsWith("-war") && !module.endsWith("gateway-war")))
                    .flatMap(module -> javaBelow(module.resolve("src/main/java")))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> javaBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentedProblemsTest::read)
                    .toList()
                    .stream();
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
