package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSealTest {
    private static final String KEY = "5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e77";
    private static final String BODY = "{\"name\":\"é\",\"secret\":\"hunter2\"}";

    private final AnswerSeal seal = seal("anna", "POST clients", KEY);

    private static AnswerSeal seal(String caller, String address, String key) {
        return new AnswerSeal(caller, address, new IdempotencyKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", BODY})
    void opensWhatItHasSealed(String body) {
        assertThat(seal("anna", "POST clients", KEY).open(seal.seal(body))).isEqualTo(body);
    }

    @Test
    void showsNothingOfTheBodyAndNotEvenThatTwoAreTheSame() {
        String sealed = seal.seal(BODY);

        assertThat(sealed).matches("[A-Za-z0-9_-]+").isNotEqualTo(seal.seal(BODY));
        assertThat(new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret", "hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "bert, POST clients, 5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e77",
        "anna, POST clients/5/secret, 5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e77",
        "anna, POST clients, 5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e78"
    })
    void isNotOpenedByAnotherCallerForAnotherAddressOrWithAnotherKey(String caller, String address, String key) {
        String sealed = seal.seal(BODY);

        assertThatThrownBy(() -> seal(caller, address, key).open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotOpenedWhenAnyOfItWasChanged() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(BODY));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> seal.open(Base64.getUrlEncoder().encodeToString(changed)))
                    .as("byte " + i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
