package io.gatehouse.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {
    @Test
    void readsTheExamplesOfTheStandard() {
        assertThat(Pointer.of("").tokens()).isEmpty();
        assertThat(Pointer.of("/foo/0").tokens()).containsExactly("foo", "0");
        assertThat(Pointer.of("/").tokens()).containsExactly("");
        assertThat(Pointer.of("/a~1b").tokens()).containsExactly("a/b");
        assertThat(Pointer.of("/m~0n").tokens()).containsExactly("m~n");
        assertThat(Pointer.of("/~01").tokens()).containsExactly("~1");
        assertThat(Pointer.of("/a//b/").tokens()).containsExactly("a", "", "b", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "#/foo", "/a~", "/a~2b", "/~~1"})
    void refusesWhatIsNoPointer(String written) {
        assertThatThrownBy(() -> Pointer.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhatLiesWithinAnother() {
        assertThat(new Pointer(List.of("a", "b")).isWithin(new Pointer(List.of("a"))))
                .isTrue();
        assertThat(new Pointer(List.of("ab")).isWithin(new Pointer(List.of("a"))))
                .isFalse();
    }
}
