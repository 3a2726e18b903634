package io.gatehouse.gateway.problems;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages by their paths, as the types of problem documents name them. */
final class ProblemPages {
    static final String ROOT = "/problems/";

    private static final String SECTION = "## ";

    private final Map<String, ProblemPage> pages;

    private ProblemPages(Map<String, ProblemPage> pages) {
        this.pages = pages;
    }

    /** Those of the document that was packed with the gateway. */
    static ProblemPages packed() {
        try (InputStream document =
                Objects.requireNonNull(ProblemPages.class.getResourceAsStream("problems.md"), "problems.md")) {
            return of(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of a document with a section {@code ## CODE} for each. */
    static ProblemPages of(String document) {
        return new ProblemPages(sections(document).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        section -> path(section.getKey()),
                        section -> ProblemPage.of(section.getKey(), section.getValue()))));
    }

    /** The text of each section, in the order of the document. */
    static Map<String, String> sections(String document) {
        Map<String, String> sections = new LinkedHashMap<>();
        String code = null;
        for (String line : document.lines().toList()) {
            if (line.startsWith(SECTION)) {
                code = line.substring(SECTION.length()).strip();
                if (sections.put(code, "") != null) {
                    throw new IllegalArgumentException(code + " has two sections");
                }
            } else if (code != null) {
                sections.merge(code, line, (text, more) -> text + "\n" + more);
            }
        }
        return sections;
    }

    private static String path(String code) {
        return ROOT + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null where there is none. */
    @Nullable
    ProblemPage at(String path) {
        return pages.get(path);
    }
}
