package io.gatehouse.gateway.cache.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.rules.MessageRules;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.1. */
class SelectingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Encoding | gzip, br      | GZIP,br       | true",
                "accept-encoding | gzip, br      | br, gzip      | false",
                "Accept-Language | en;q=0.5      | EN; q=0.5     | true",
                "Accept          | text/html, x  | text/html,x   | false",
                "X-Tenant        | a             | A             | false",
                "Host            | a             | b             | true"
            })
    void fieldsMatchWhenTheyAreKnownToMeanTheSame(String vary, String first, String second, boolean matches) {
        Selecting selecting = chosen(Headers.of("Vary", vary), Headers.of(vary, first));

        assertThat(selecting.matches(Headers.of(vary, second))).isEqualTo(matches);
    }

    @Test
    void allFieldsMustMatch() {
        Headers request = Headers.of("A", "1", "B", "2");
        Selecting selecting = chosen(Headers.of("Vary", "a", "vary", "B, C"), request);

        assertThat(selecting.names()).containsExactly("a", "b", "c");
        assertThat(selecting.matches(request)).isTrue();
        assertThat(selecting.matches(request.with("B", "3"))).isFalse();
        assertThat(selecting.matches(request.without("B"))).isFalse();
        assertThat(selecting.matches(request.with("C", ""))).isFalse();
        assertThat(selecting.matches(request.with("D", "x"))).isTrue();
    }

    @Test
    void severalLinesMatchOneThatCombinesThem() {
        Selecting selecting = chosen(Headers.of("Vary", "X"), Headers.of("X", "1", "x", "2"));

        assertThat(selecting.matches(Headers.of("X", "1, 2"))).isTrue();
        assertThat(selecting.matches(Headers.of("X", "2", "X", "1"))).isFalse();
    }

    @Test
    void whatVariesByTooMuchIsNotChosen() {
        String many = IntStream.range(0, 17).mapToObj(i -> "x" + i).collect(Collectors.joining(","));

        assertThat(Selecting.of(Headers.of("Vary", many), Headers.EMPTY, List.of()))
                .isNull();
        assertThat(Selecting.of(Headers.of("Vary", ""), Headers.EMPTY, List.of()))
                .isEqualTo(Selecting.NOTHING);
    }

    @Test
    void whatTheUpstreamGetsByAnotherNameIsComparedByTheNameThatTheClientUses() {
        List<MessageRules.Renaming> renamed = List.of(
                new MessageRules.Renaming("X-Old", "X-New"), new MessageRules.Renaming("X-Request-Id", "X-Trace"));
        Headers ada = Headers.of("x-old", "ada");

        Selecting selecting = Objects.requireNonNull(Selecting.of(Headers.of("Vary", "Accept, x-new"), ada, renamed));

        assertThat(selecting.names()).containsExactly("accept", "x-new", "x-old");
        assertThat(selecting.matches(ada)).isTrue();
        assertThat(selecting.matches(Headers.of("X-Old", "eve"))).isFalse();
        assertThat(selecting.matches(ada.with("X-New", "eve"))).isFalse();
        assertThat(Selecting.of(Headers.of("Vary", "x-trace"), ada, renamed))
                .as("what nobody sees")
                .isNull();
        assertThat(Selecting.of(Headers.of("Vary", "X-Old"), ada, renamed))
                .isEqualTo(new Selecting(List.of("x-old"), List.of("ada")));
    }

    private static Selecting chosen(Headers response, Headers request) {
        return Objects.requireNonNull(Selecting.of(response, request, List.of()));
    }
}
