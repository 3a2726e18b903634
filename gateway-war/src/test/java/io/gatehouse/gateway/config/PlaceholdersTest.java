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
        "$a}b, $a}b",
        "$${a.b}, ${a.b}",
        "$$${a.b}, $${a.b}",
        "$${a.b}-${a.b}, ${a.b}-1",
        "${none:${a.b}}, 1",
        "${none:x${nil:y${a.b}z}}w, xy1zw",
        "${a.b:${none}}, 1",
        "${none:http://${a.b}:80/{id}, http://1:80/{id",
        "${none:$${a.b}}, ${a.b}",
        "}${a.b}{, }1{"
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
    @ValueSource(strings = {"${none}", "${a.b", "x${", "${}", "${:x}", "${none:${a.b}", "${none:${none}}"})
    void cannotStandForNothing(String text) {
        assertThatThrownBy(() -> placeholders.expand(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areNotNestedWithoutEnd() {
        assertThat(placeholders.expand("${n:".repeat(8) + "x" + "}".repeat(8))).isEqualTo("x");
        assertThatThrownBy(() -> placeholders.expand("${n:".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper than 8");
    }
}
