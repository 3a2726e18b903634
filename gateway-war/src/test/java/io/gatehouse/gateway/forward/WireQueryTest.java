package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireQueryTest {
    @Test
    void aQueryInAsciiStaysAsItIs() {
        String query = "q=a|b&x=%zz&y=\"[]{}&&=;/../~";

        assertThat(WireQuery.of(query)).isSameAs(query);
    }

    @Test
    void everyOtherByteOfAQueryIsPercentEncoded() {
        assertThat(WireQuery.of("q=\u00c3\u0084&r=\u00ff\u007f\u0001!")).isEqualTo("q=%C3%84&r=%FF%7F%01!");
    }
}
