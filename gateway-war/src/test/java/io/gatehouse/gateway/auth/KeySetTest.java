package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.LogLines;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private static final String ODD = "[null,7,{\"kty\":\"EC\",\"crv\":\"P-257\",\"kid\":\"k2\"},";

    @Test
    void aKeyThatCannotBeReadCostsTheIssuerNoOtherAndAllOfThemOneLine() {
        String jwks = new Tokens("k1").jwks();
        try (LogLines log = new LogLines(KeySet.class)) {
            assertThat(KeySet.parse("issuer", jwks).find("k1")).isNotNull();
            assertThat(KeySet.parse("issuer", jwks.replaceFirst("\\[", "[{\"kty\":\"AKP\",\"kid\":\"k3\"},"))
                            .find("k1"))
                    .isNotNull();
            assertThat(log.written()).as("a key of a kind for others").isEmpty();

            KeySet keys = KeySet.parse("issuer", jwks.replaceFirst("\\[", ODD));

            assertThat(keys.find("k1")).isNotNull();
            assertThat(keys.find("k2")).isNull();
            assertThat(log.written())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING 3 key(s) of issuer cannot be read: ");
        }
    }

    @Test
    void withoutAKeyThatVerifiesSignaturesItIsNone() {
        for (String jwks : new String[] {"null", "[]", "{\"keys\":[]}", "{\"keys\":[null]}"}) {
            assertThatThrownBy(() -> KeySet.parse("issuer", jwks)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
