package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void allAreDoneInTheirOrder() {
        OneByOne.doAll(List.of("a", "b", "c"), done::add);

        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void whatFailsIsToldInTheEndAndKeepsNobodyWaiting() {
        assertThatThrownBy(() -> OneByOne.doAll(List.of("a", "b", "c", "d"), this::doUnlessAOrC))
                .hasMessage("2 of 4 have failed")
                .cause()
                .hasMessage("not possible with a")
                .hasRootCauseMessage("a on purpose");

        assertThat(done).containsExactly("b", "d");
    }

    private void doUnlessAOrC(String one) {
        if (one.equals("a") || one.equals("c")) {
            throw new IllegalArgumentException(one + " on purpose");
        }
        done.add(one);
    }
}
