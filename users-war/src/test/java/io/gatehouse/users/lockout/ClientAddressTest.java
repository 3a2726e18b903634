package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "'192.0.2.7, 10.0.0.1', 192.0.2.7",
        "' 192.0.2.7 ', 192.0.2.7",
        "unknown, unknown",
        "2001:DB8:0:1:2:3:4:5, 20010db800000001/64",
        "2001:db8:0:1::9, 20010db800000001/64",
        "::ffff:192.0.2.7, 192.0.2.7",
    })
    void isWhatTheGatewaySaysOfTheClient(String forwardedFor, String expected) {
        assertThat(ClientAddress.of(forwardedFor, "127.0.0.1").text()).isEqualTo(expected);
    }

    @Test
    void isWhoHasConnectedWhenTheGatewaySaysNothing() {
        assertThat(ClientAddress.of(null, "127.0.0.1").text()).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.of(" , 192.0.2.7", "127.0.0.1").text()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "::::", "1:2:3", "fe80::1%eth0", "example.org:80", "a.example.org"})
    void neverAsksTheNetworkWhatATextMeans(String text) {
        assertThat(ClientAddress.of(text, "127.0.0.1").text()).isEqualTo(text);
    }

    @Test
    void hasABound() {
        assertThat(ClientAddress.of("x".repeat(10_000), "127.0.0.1").text()).hasSize(64);
    }
}
