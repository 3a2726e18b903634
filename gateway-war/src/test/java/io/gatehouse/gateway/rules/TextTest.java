package io.gatehouse.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "'' | ''",
                "{id} | <id>",
                "/v2/{a}/{b_2}/x | /v2/<a>/<b_2>/x",
                "{\"a\":1} | {\"a\":1}",
                "{ id } | { id }",
                "{} | {}",
                "{{id}} | {<id>}"
            })
    void putsValuesInThePlaceOfVariables(String written, String expected) {
        assertThat(Text.of(written).with(name -> "<" + name + ">")).isEqualTo(expected);
    }

    @Test
    void aValueIsNotLookedIntoAgain() {
        assertThat(Text.of("{a}-{b}").with(name -> "{b}")).isEqualTo("{b}-{b}");
    }
}
