package io.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT = "00f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + CLIENT + "-01";

    @Test
    void continuesTheClientsTraceWithASpanOfItsOwn() {
        TraceParent trace = TraceParent.within(HEADER);

        assertThat(trace.continued()).isTrue();
        assertThat(trace.trace()).isEqualTo(TRACE);
        assertThat(trace.span()).matches("[0-9a-f]{16}").isNotEqualTo(CLIENT);
        assertThat(trace).hasToString("00-" + TRACE + "-" + trace.span() + "-01");
    }

    @ParameterizedTest
    @CsvSource({"00, 00", "01, 01", "03, 03", "ff, 03", "fc, 00"})
    void passesOnTheFlagsThatItKnows(String flags, String passed) {
        assertThat(TraceParent.within("00-" + TRACE + "-" + CLIENT + "-" + flags)
                        .flags())
                .isEqualTo(passed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01-" + TRACE + "-" + CLIENT + "-01", "cc-" + TRACE + "-" + CLIENT + "-01-what comes later"})
    void readsLaterVersionsAsFarAsItKnows(String header) {
        assertThat(TraceParent.within(header).trace()).isEqualTo(TRACE);
        assertThat(TraceParent.within(header)).asString().startsWith("00-");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-" + TRACE + "-" + CLIENT,
                "00-" + TRACE + "-" + CLIENT + "-1",
                "00-" + TRACE + "-" + CLIENT + "-0x",
                HEADER + "-01",
                HEADER + " ",
                "ff-" + TRACE + "-" + CLIENT + "-01",
                "01-" + TRACE + "-" + CLIENT + "-01.x",
                "0g-" + TRACE + "-" + CLIENT + "-01",
                "00-00000000000000000000000000000000-" + CLIENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + CLIENT + "-01",
                "00_" + TRACE + "-" + CLIENT + "-01",
                "00-" + TRACE + "_" + CLIENT + "-01",
                "00-" + TRACE + "-" + CLIENT + "_01",
                "00-4bf92f3577b34da6a3ce929d0e0e473\u0666-" + CLIENT + "-01"
            })
    void beginsANewTraceWhenNoneIsNamedWell(@Nullable String header) {
        TraceParent trace = TraceParent.within(header);

        assertThat(trace.continued()).isFalse();
        assertThat(trace.trace()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(trace.flags()).isEqualTo("01");
        assertThat(TraceParent.within(trace.toString()).continued())
                .as("well-formed itself")
                .isTrue();
    }

    @Test
    void givesEachItsOwnIds() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            TraceParent trace = TraceParent.fresh();
            seen.add(trace.trace());
            seen.add(trace.span());
        }
        assertThat(seen).hasSize(20_000);
    }
}
