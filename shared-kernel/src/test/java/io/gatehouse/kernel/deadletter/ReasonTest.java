package io.gatehouse.kernel.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void isWhatLiesAtTheBottomInOneLine() {
        RuntimeException failure = new RuntimeException(
                "rolled back", new IllegalStateException("commit", new IllegalArgumentException("no\n  such\tunit")));

        assertThat(Reason.of(failure)).isEqualTo("IllegalArgumentException: no such unit");
    }

    @Test
    void isTheNameWhenThereAreNoWords() {
        assertThat(Reason.of(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
