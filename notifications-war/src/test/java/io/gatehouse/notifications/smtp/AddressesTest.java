package io.gatehouse.notifications.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"alice@example.org", "a.b+c@sub.example.org", "admin@localhost", "o'hara@example.org"})
    void oneAddressIsOne(String address) {
        assertThat(Addresses.isOne(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.org",
                "alice@",
                "a@example.org,b@example.org",
                "a@example.org b@example.org",
                "Alice <alice@example.org>",
                "<alice@example.org>",
                "friends:a@example.org,b@example.org;",
                "alice@example.org\r\nBcc: all@example.org",
                "alice@example.org\nRCPT TO:<all@example.org>",
                "alice@example.org\r",
                "al\u0000ice@example.org",
                "\"a\r\n\"@example.org",
                "a(comment)@example.org",
                "älice@example.org",
                "alice@exa mple.org",
                "alice@example.org>",
            })
    void whatIsMoreOrLessThanOneIsNone(String address) {
        assertThat(Addresses.isOne(address)).isFalse();
    }
}
