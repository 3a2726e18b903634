package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
    @Test
    void areASetOfWords() {
        Scopes scopes = Scopes.parse("users:read orders:write users:read").orElseThrow();

        assertThat(scopes).hasToString("orders:write users:read");
        assertThat(scopes.contain("users:read")).isTrue();
        assertThat(scopes.contain("users")).isFalse();
        assertThat(scopes.contain(Scopes.of(List.of("users:read")))).isTrue();
        assertThat(scopes.contain(Scopes.of(List.of("users:read", "admin")))).isFalse();
    }

    @Test
    void mayBeNone() {
        assertThat(Scopes.parse(""))
                .hasValueSatisfying(none -> assertThat(none.isEmpty()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a  b", " a", "a ", "a\tb", "a\"b", "a\\b", "é", "a\n"})
    void refuseWhatIsNoListOfThem(String text) {
        assertThat(Scopes.parse(text)).isEmpty();
    }

    @Test
    void haveABound() {
        assertThat(Scopes.parse("a".repeat(65))).isEmpty();
        assertThat(Scopes.parse("a ".repeat(5_000) + "a")).isEmpty();
    }
}
