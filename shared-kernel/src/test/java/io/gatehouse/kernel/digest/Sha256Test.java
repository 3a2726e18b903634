package io.gatehouse.kernel.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** FIPS 180-4: the example with one block. */
    @Test
    void isThatOfTheStandardInEitherForm() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.base64url("abc"))
                .isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
                .isEqualTo(Sha256.base64url("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void takesTextsInUtf8() {
        assertThat(Sha256.base64url("é")).isEqualTo(Sha256.base64url(new byte[] {(byte) 0xc3, (byte) 0xa9}));
    }
}
