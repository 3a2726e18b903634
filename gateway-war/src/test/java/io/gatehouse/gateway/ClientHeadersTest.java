package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientHeadersTest {
    @Test
    void onlyWhatIsNotUsAsciiNeedsSpecialCare() {
        assertThat(ClientHeaders.isAscii("")).isTrue();
        assertThat(ClientHeaders.isAscii("a \t~")).isTrue();
        assertThat(ClientHeaders.isAscii("a\u007f")).isFalse();
        assertThat(ClientHeaders.isAscii("\u00e4")).isFalse();
    }
}
