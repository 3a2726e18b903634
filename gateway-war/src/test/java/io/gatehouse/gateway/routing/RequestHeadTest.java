package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a=b|c&x=%zz&y=\"[]{}&&=;/../", "a=%0d%0a", "%", "%0", "a=\u00e4", "100%25"})
    void aQueryStaysAsItCame(String query) throws MalformedPath {
        assertThat(RequestHead.of("GET", "/x", query).query()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a=\u0001", "a\u007f", "a=%00", "%00", "x%00y", "\t"})
    void aQueryHoldsNoControlCharacters(String query) {
        assertThatThrownBy(() -> RequestHead.of("GET", "/x", query))
                .isInstanceOf(MalformedPath.class)
                .hasMessageStartingWith("a control character in its query");
    }

    @Test
    void onlyOptionsIsAboutTheServerAsAWhole() throws MalformedPath {
        assertThat(RequestHead.of("OPTIONS", "*", null).path()).isEqualTo("*");
        assertThatThrownBy(() -> RequestHead.of("GET", "*", null)).isInstanceOf(MalformedPath.class);
    }
}
