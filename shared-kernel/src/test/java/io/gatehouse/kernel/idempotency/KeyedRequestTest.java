package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyedRequestTest {
    private static final String BODY = "{\"password\":\"hunter2\"}";

    private static KeyedRequest of(String caller, String address, String key, String body) {
        return KeyedRequest.of(caller, address, new IdempotencyKey(key), body.getBytes(StandardCharsets.UTF_8));
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
}
