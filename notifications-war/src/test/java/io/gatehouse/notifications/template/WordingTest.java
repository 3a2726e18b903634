package io.gatehouse.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Map<String, String> VALUES = Map.of("name", "Ann", "total", "$1 {name} \\2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello {name}.           | Hello Ann.",
                "{name}{name}            | AnnAnn",
                "{{name}} is {name}      | {name} is Ann",
                "{{{name}}}              | {Ann}",
                "no names                | no names",
                "{unknown}!              | !",
            })
    void putsValuesInPlaceOfNames(String wording, String expected) {
        assertThat(new Wording(wording).with(VALUES)).isEqualTo(expected);
    }

    @Test
    void doesNotLookAtWhatItHasPutIn() {
        assertThat(new Wording("Pay {total} now, {name}").with(VALUES)).isEqualTo("Pay $1 {name} \\2 now, Ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello {name}.    |",
                "{{nobody}}       |",
                "{nobody} {name}  | nobody",
                "{} {a b} {a b}   | ,a b",
                "a { b            | {",
                "a } b            | }",
                "{{{              | {",
            })
    void tellsWhatItDoesNotKnow(String wording, String unknown) {
        List<String> expected = unknown == null ? List.of() : List.of(unknown.split(",", -1));

        assertThat(new Wording(wording).unknown(List.of("name", "total"))).isEqualTo(expected);
    }

    /** Against one that takes a character after the other. */
    @Test
    void fillsWhateverTextAsANaiveReaderWould() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(12))
                    .mapToObj(n -> List.of("{", "}", "name", "x", "{name}", " ").get(random.nextInt(6)))
                    .collect(Collectors.joining());

            assertThat(new Wording(text).with(VALUES)).as(text).isEqualTo(naive(text));
        }
    }

    private static String naive(String text) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("{{", at) || text.startsWith("}}", at)) {
                filled.append(text.charAt(at));
                at += 2;
                continue;
            }
            int close = text.indexOf('}', at + 1);
            String between = close < 0 ? "{" : text.substring(at + 1, close);
            if (text.charAt(at) == '{' && close >= 0 && !between.contains("{")) {
                filled.append(VALUES.getOrDefault(between, ""));
                at = close + 1;
            } else {
                filled.append(text.charAt(at));
                at++;
            }
        }
        return filled.toString();
    }
}
