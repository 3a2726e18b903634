package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedRequestTest {
    private static final String BODY = "{\"password\":\"hunter2\"}";

    private static KeyedRequest of(String caller, String address, String key, String body) {
        return KeyedRequest.of(caller, address, List.of(key), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isTheSameWhenItIsSentAgain() {
        assertThat(of("anna", "POST tasks", "k", BODY)).isEqualTo(of("anna", "POST tasks", "k", BODY));
    }

    @Test
    void isAnotherOfAnotherCallerForAnotherAddressOrWithAnotherKey() {
        assertThat(Stream.of(
                                of("anna", "POST tasks", "k", BODY),
                                of("bert", "POST tasks", "k", BODY),
                                of("", "POST tasks", "k", BODY),
                                of("anna", "POST categories", "k", BODY),
                                of("anna", "POST tasks", "kk", BODY))
                        .map(KeyedRequest::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void isTheSameWithAnotherFingerprintForAnotherBody() {
        KeyedRequest one = of("anna", "POST tasks", "k", BODY);
        KeyedRequest other = of("anna", "POST tasks", "k", BODY + " ");

        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    /** Who has the table and tries bodies out must try keys out with each. */
    @Test
    void hidesTheBodyBehindTheKey() {
        assertThat(of("anna", "POST tasks", "k", BODY).fingerprint())
                .hasSize(43)
                .isNotEqualTo(of("anna", "POST tasks", "kk", BODY).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\u0000", "\u007f", "é", "\"ü\""})
    void refusesAKeyThatIsNotVisible(String key) {
        assertRefused(key);
    }

    @Test
    void takesKeysOfUpTo255Characters() {
        assertThat(of("anna", "POST tasks", "~".repeat(255), BODY).id()).hasSize(43);
        assertRefused("~".repeat(256));
    }

    @Test
    void refusesTwoKeys() {
        assertRefused("a", "a");
    }

    private static void assertRefused(String... keys) {
        assertThatThrownBy(() -> KeyedRequest.of("anna", "POST tasks", Arrays.asList(keys), new byte[0]))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("Idempotency-Key");
                });
    }
}
