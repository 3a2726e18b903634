package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, ab, false",
        "*, anything, true",
        "*, '', true",
        "a*, a, true",
        "a*c, abbbc, true",
        "a*c, ac, true",
        "a*a, a, false",
        "*b*, abc, true",
        "*ab*ab*, abab, true",
        "*ab*ab*, aab, false",
        "a*b*c, acb, false",
        "*curl*, Mozilla, false"
    })
    void aStarStandsForAnyCharacters(String pattern, String value, boolean matches) {
        assertThat(TextPattern.of(pattern).matches(value)).isEqualTo(matches);
    }

    @RepeatedTest(200)
    void agreesWithARegularExpression(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 50; i++) {
            String pattern = random(random, "ab*", 6);
            String value = random(random, "ab", 8);

            assertThat(TextPattern.of(pattern).matches(value))
                    .as("%s on %s", pattern, value)
                    .isEqualTo(Pattern.matches(pattern.replace("*", ".*"), value));
        }
    }

    @Test
    void noValueMakesItSlow() {
        TextPattern pattern = TextPattern.of("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b");

        Assertions.assertThat(Duration.ofSeconds(5)).isGreaterThan(time(() -> pattern.matches("a".repeat(8_000))));
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String random(Random random, String letters, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
