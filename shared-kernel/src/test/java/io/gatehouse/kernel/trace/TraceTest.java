package io.gatehouse.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String POSITION = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String CHILD = "00-" + TRACE + "-a3ce929d0e0e4736-01";
    private static final String STRANGER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String WELL_FORMED = "00-[0-9a-f]{32}-[0-9a-f]{16}-01";

    @Test
    void isWhatTheWorkCameWith() {
        Trace.within(POSITION, () -> {
            assertThat(Trace.here()).isEqualTo(POSITION);
            assertThat(Trace.id()).isEqualTo(TRACE);
        });
        assertThat(Trace.id()).isNull();
    }

    @Test
    void isLeftHoweverTheWorkEnds() {
        assertThatThrownBy(() -> Trace.within(POSITION, () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(Trace.id()).isNull();
    }

    @Test
    void isReturnedToWhenWorkOfAnotherIsDone() {
        Trace.within(POSITION, () -> {
            Trace.within(STRANGER, () -> assertThat(Trace.here()).isEqualTo(STRANGER));
            assertThat(Trace.here()).isEqualTo(POSITION);
        });
    }

    @Test
    void isTheCurrentSpanOfTheSameTrace() {
        Trace.within(
                POSITION, () -> inSpan(CHILD, () -> assertThat(Trace.here()).isEqualTo(CHILD)));
    }

    @Test
    void isNotASpanThatTookNoNoticeOfWhatTheWorkCameWith() {
        Trace.within(
                POSITION, () -> inSpan(STRANGER, () -> assertThat(Trace.here()).isEqualTo(POSITION)));
    }

    @Test
    void isTheCurrentSpanWhenTheWorkCameWithNothing() {
        inSpan(STRANGER, () -> assertThat(Trace.here()).isEqualTo(STRANGER));
    }

    @Test
    void isContinuedByASpan() {
        Span parent = Span.fromContext(Trace.parent(POSITION));

        assertThat(Trace.at(parent)).isEqualTo(POSITION);
        assertThat(parent.getSpanContext().isRemote()).isTrue();
    }

    @Test
    void isNotContinuedWhenItMakesNoSense() {
        for (String text : new String[] {null, "", "nonsense", POSITION + "-"}) {
            assertThat(Trace.isPosition(text)).as(text).isFalse();
            assertThat(Span.fromContext(Trace.parent(text)).getSpanContext().isValid())
                    .as(text)
                    .isFalse();
        }
        assertThat(Trace.isPosition(POSITION)).isTrue();
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
        Trace.within(
                position, () -> assertThat(Trace.here()).matches(WELL_FORMED).isEqualTo(Trace.here()));
    }

    @Test
    void beginsAnewForWorkThatBelongsToNone() {
        assertThat(Trace.here()).matches(WELL_FORMED).isNotEqualTo(Trace.here());
    }

    private static void inSpan(String position, Runnable work) {
        Context.root().with(Span.wrap(Trace.parse(position))).wrap(work).run();
    }
}
