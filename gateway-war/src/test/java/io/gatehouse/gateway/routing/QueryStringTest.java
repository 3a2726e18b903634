package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
    private static final Rewrite.Query RULES = new Rewrite.Query(
            List.of(new Named("tenant", Text.of("{tenant}"))),
            List.of(new Named("tag", Text.of("a&b"))),
            List.of("debug"));

    @ParameterizedTest
    @CsvSource({
        "a=1&b, a=1&b&tenant=acme&tag=a%26b",
        "debug=1, tenant=acme&tag=a%26b",
        "%64ebug=1&x=%zz, x=%zz&tenant=acme&tag=a%26b",
        "tenant=evil&tag=mine&tenant=other, tag=mine&tenant=acme&tag=a%26b",
        "t%65nant=evil, tenant=acme&tag=a%26b"
    })
    void removesSetsAndAddsAndLeavesTheRestAsItCame(String query, String expected) {
        assertThat(QueryString.rewritten(query, RULES, name -> "acme")).isEqualTo(expected);
    }

    @Test
    void aVariableCannotBringAnotherParameter() {
        assertThat(QueryString.rewritten(null, RULES, name -> "a&admin=1+%26"))
                .isEqualTo("tenant=a%26admin%3D1%2B%26&tag=a%26b");
    }

    @Test
    void nothingIsLeftWhenAllWasRemoved() {
        Rewrite.Query rules = new Rewrite.Query(List.of(), List.of(), List.of("a"));

        assertThat(QueryString.rewritten("a=1&a=2", rules, name -> "")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a+b, a b", "%C3%A9, é", "%2, %2", "%zz, %zz", "100%, 100%", "plain, plain"})
    void decodesWhatIsEncodedAndLeavesWhatIsNot(String encoded, String text) {
        assertThat(QueryString.decoded(encoded)).isEqualTo(text);
    }

    @Test
    void aPlusInAPathIsAPlus() {
        assertThat(QueryString.segmentText("a+b%20c")).isEqualTo("a+b c");
    }
}
