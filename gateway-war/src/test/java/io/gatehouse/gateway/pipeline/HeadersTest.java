package io.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers = Headers.of("Accept", "a", "X-Two", "1", "x-two", "2");

    @Test
    void namesAreEqualWhateverTheirCase() {
        assertThat(headers.first("ACCEPT")).isEqualTo("a");
        assertThat(headers.count("X-TWO")).isEqualTo(2);
        assertThat(headers.first("Absent")).isNull();
    }

    @Test
    void withPutsOneFieldInPlaceOfAllOfItsName() {
        assertThat(headers.with("X-TWO", "3")).isEqualTo(Headers.of("Accept", "a", "X-TWO", "3"));
        assertThat(headers.count("x-two")).as("the original").isEqualTo(2);
    }

    @Test
    void withoutLeavesOrderAndSpellingOfTheOthers() {
        assertThat(headers.without("accept")).isEqualTo(Headers.of("X-Two", "1", "x-two", "2"));
        assertThat(headers.without("absent")).isSameAs(headers);
    }

    @Test
    void othersComeAfterTheseWhateverTheirNames() {
        assertThat(headers.and(Headers.of("accept", "b")))
                .isEqualTo(Headers.of("Accept", "a", "X-Two", "1", "x-two", "2", "accept", "b"));
        assertThat(headers.and(Headers.EMPTY)).isSameAs(headers);
        assertThat(Headers.EMPTY.and(headers)).isSameAs(headers);
    }

    @Test
    void aNameWithoutAValueIsAMistake() {
        assertThatThrownBy(() -> Headers.of("Accept")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsTextHoldsNoValues() {
        assertThat(Headers.of("Authorization", "Bearer secret").toString())
                .contains("authorization")
                .doesNotContain("secret");
    }
}
