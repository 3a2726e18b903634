package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** How many hostile messages {@link HostileRequests} sends over the wire. */
class HostileCasesTest {
    private static final String TOLERATED = "### What the listener mends";

    @Test
    void thereAreSomeThreeHundred() throws Exception {
        assertThat(sent()).hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void thoseThatTheServerMendsAreDocumented() throws Exception {
        String page = Files.readString(Path.of("../docs/forwarding.md"));
        String section = page.substring(page.indexOf(TOLERATED) + TOLERATED.length());
        List<String> documented = section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what comes"))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .toList();

        assertThat(sent().stream().filter(Hostile::mended).map(Hostile::name))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    private static List<Hostile> sent() throws Exception {
        List<Hostile> sent = new ArrayList<>();
        for (Method test : HostileRequests.class.getDeclaredMethods()) {
            MethodSource source = test.getAnnotation(MethodSource.class);
            if (source != null) {
                for (String name : source.value()) {
                    sent.addAll(cases(name));
                }
            }
        }
        return sent;
    }

    private static List<Hostile> cases(String name) throws Exception {
        int method = name.indexOf('#');
        return ((Stream<?>) Class.forName(name.substring(0, method))
                        .getDeclaredMethod(name.substring(method + 1))
                        .invoke(null))
                .map(Hostile.class::cast)
                .toList();
    }
}
