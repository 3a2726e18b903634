package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.fixture.FakeBroker;
import io.gatehouse.kernel.fixture.Recording;
import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of other systems: they say where they stand in the same property, or not at all, or nonsense. */
class StrangersTraceTest {
    record Changed(String what) {}

    private static final String OURS = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CAUSED = "00-" + OURS + "-00f067aa0ba902b7-01";
    private static final String THEIRS = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENT = "00-" + THEIRS + "-b7ad6b7169203331-01";

    private final Recording recording = new Recording();
    private final WayOfAnEvent way = new WayOfAnEvent(recording, false);
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        way.close();
        recording.close();
    }

    @Test
    void anotherSystemsTraceIsContinued() throws JMSException {
        receive(way, null, SENT);

        SpanData consumer = recording.span(SpanKind.CONSUMER);
        assertThat(consumer.getTraceId()).isEqualTo(THEIRS);
        assertThat(consumer.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(consumer.getLinks()).isEmpty();
        assertThat(seen).containsExactly(Recording.position(consumer));
    }

    @Test
    void whoPassesAnEventOnInATraceOfTheirOwnIsContinuedAndTheCauseIsLinked() throws JMSException {
        receive(way, CAUSED, SENT);

        SpanData consumer = recording.span(SpanKind.CONSUMER);
        assertThat(consumer.getTraceId()).isEqualTo(THEIRS);
        assertThat(consumer.getLinks())
                .extracting(LinkData::getSpanContext)
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.getTraceId()).isEqualTo(OURS);
                    assertThat(cause.getSpanId()).isEqualTo("00f067aa0ba902b7");
                });
    }

    static List<Object> nonsense() {
        return List.of("", "nonsense", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01", 7, new byte[] {1});
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseDoesNotKeepAnEventFromItsOwnTraceNorFromItsEffect(Object position) throws JMSException {
        receive(way, CAUSED, position);

        assertThat(seen).hasSize(1);
        assertThat(recording.span(SpanKind.CONSUMER).getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void anEventWithoutAnyTraceBeginsOne() throws JMSException {
        receive(way, null, "nonsense");

        assertThat(recording.span(SpanKind.CONSUMER).getParentSpanContext().isValid())
                .isFalse();
        assertThat(seen).hasSize(1);
    }

    @Test
    void isContinuedInLogAndEventsWhenNothingIsRecorded() throws JMSException {
        try (WayOfAnEvent unrecorded = new WayOfAnEvent(recording, true)) {
            receive(unrecorded, CAUSED, SENT);
        }

        assertThat(seen).containsExactly(SENT);
        assertThat(recording.spans()).isEmpty();
    }

    private void receive(WayOfAnEvent events, @Nullable String caused, Object sent) throws JMSException {
        CloudEvent event = CloudEvent.of(
                "/elsewhere", new Changed("there"), UUID.randomUUID(), Instant.parse("2026-01-02T12:00:00Z"), caused);
        events.receive(
                FakeBroker.message("task.events", event.document(), Map.of(Trace.PARENT, sent)),
                any -> seen.add(Trace.here()),
                3);
    }
}
