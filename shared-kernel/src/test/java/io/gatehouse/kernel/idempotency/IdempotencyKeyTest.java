package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\u0000", "\u007f", "é", "\"ü\""})
    void refusesAKeyThatIsNotVisible(String key) {
        assertRefused(false, key);
        assertRefused(true, key);
    }

    @Test
    void takesKeysOfUpTo255Characters() {
        String longest = "~".repeat(255);

        assertThat(IdempotencyKey.of(List.of(longest), false).text()).isEqualTo(longest);
        assertRefused(false, longest + "~");
    }

    @Test
    void refusesTwoKeys() {
        assertRefused(false, "a", "a");
    }

    /** 128 random bits are 22 characters of base64url, and 36 of a UUID. */
    @Test
    void opensASecretOnlyWhenItIsAsLongAsOneThatNobodyGuesses() {
        String uuid = UUID.randomUUID().toString();

        assertThat(IdempotencyKey.of(List.of(uuid), true).text()).isEqualTo(uuid);
        assertThat(IdempotencyKey.of(List.of("Zk4xQ8mN2vB6cT0yH3jL7p"), true).text())
                .hasSize(22);
        assertRefused(true, "Zk4xQ8mN2vB6cT0yH3jL7");
        assertThat(IdempotencyKey.of(List.of("1"), false).text()).isEqualTo("1");
    }

    @Test
    void isNotShown() {
        assertThat(new IdempotencyKey("5f0c7c9e")).hasToString("IdempotencyKey[]");
    }

    private static void assertRefused(boolean opensSecret, String... lines) {
        assertThatThrownBy(() -> IdempotencyKey.of(Arrays.asList(lines), opensSecret))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("Idempotency-Key");
                });
    }
}
