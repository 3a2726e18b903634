package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshSecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void has256BitsInLettersThatNeedNoEscaping() {
        assertThat(RefreshSecret.random(random).text()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(RefreshSecret.random(random)).isNotEqualTo(RefreshSecret.random(random));
    }

    @Test
    void isKeptAsItsSha256() {
        // FIPS 180-4, the example "abc".
        assertThat(new RefreshSecret("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void staysOutOfLogs() {
        assertThat(new RefreshSecret("abc")).asString().doesNotContain("abc");
        assertThat(new Renewal(UUID.randomUUID(), "r-e-f")).asString().doesNotContain("r-e-f");
    }
}
