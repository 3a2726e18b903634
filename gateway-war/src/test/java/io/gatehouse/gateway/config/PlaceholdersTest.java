package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private final Placeholders placeholders = new Placeholders(
            name -> Optional.ofNullable(Map.of("a.b", "1", "evil", "${a.b}").get(name)));

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${a.b}, 1",
        "x${a.b}y${a.b}z, x1y1z",
        "${none:http://h:80/p}, http://h:80/p",
        "${a.b:2}, 1",
        "$a}b, $a}b"
    })
    void standForTheirValueOrTheirDefault(String text, String expanded) {
        assertThat(placeholders.expand(text)).isEqualTo(expanded);
    }

    @Test
    void aValueIsNotExpandedAgain() {
        assertThat(placeholders.expand("${evil}")).isEqualTo("${a.b}");
    }

    @Test
    void aDefaultMayBeEmpty() {
        assertThat(placeholders.expand("x${none:}y")).isEqualTo("xy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${none}", "${a.b", "x${"})
    void cannotStandForNothing(String text) {
        assertThatThrownBy(() -> placeholders.expand(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
