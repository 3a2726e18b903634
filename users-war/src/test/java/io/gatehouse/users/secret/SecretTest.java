package io.gatehouse.users.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void has256BitsInLettersThatNeedNoEscaping() {
        assertThat(Secret.random(random).text()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(Secret.random(random)).isNotEqualTo(Secret.random(random));
    }

    @Test
    void isKeptAsItsSha256() {
        // FIPS 180-4, the example "abc".
        assertThat(new Secret("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void staysOutOfLogs() {
        assertThat(new Secret("abc")).asString().doesNotContain("abc");
    }

    @Test
    void isKnownByItsHashAlone() {
        Secret secret = Secret.random(random);

        assertThat(secret.isBehind(secret.hash())).isTrue();
        assertThat(Secret.random(random).isBehind(secret.hash())).isFalse();
        assertThat(secret.isBehind("")).isFalse();
    }
}
