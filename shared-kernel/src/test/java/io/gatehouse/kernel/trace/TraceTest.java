package io.gatehouse.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String POSITION = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void isWhereTheWorkWasPut() {
        Trace.at(POSITION)
                .wrap(() -> {
                    assertThat(Trace.here()).isEqualTo(POSITION);
                    assertThat(Trace.id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
                })
                .run();
        assertThat(Trace.id()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-0x",
            })
    void isANewOneWhenNothingIsSaidThatMakesSense(String position) {
        Trace.at(position)
                .wrap((Runnable) () -> assertThat(Trace.here())
                        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                        .isEqualTo(Trace.here()))
                .run();
    }

    @Test
    void beginsAnewForWorkThatBelongsToNone() {
        assertThat(Trace.here()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isNotEqualTo(Trace.here());
    }
}
