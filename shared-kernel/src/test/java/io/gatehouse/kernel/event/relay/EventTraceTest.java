package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.fixture.Recording;
import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a request through outbox, relay, message and inbox, with the real OpenTelemetry. */
class EventTraceTest {
    record Answered(String what) {}

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GATEWAY = "00f067aa0ba902b7";
    private static final String ASKED = "00-" + TRACE + "-" + GATEWAY + "-01";
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Recording recording = new Recording();
    private final WayOfAnEvent way = new WayOfAnEvent(recording, false);

    @AfterEach
    void close() {
        way.close();
        recording.close();
    }

    @Test
    void aRequestWhatItCausesAndWhatThatCausesAreOneTrace() {
        way.ask(ASKED);
        way.publish();
        way.receive(event -> way.commit(Topic.NOTIFICATION_EVENTS, new Answered("yes")));
        way.publish();

        SpanData server = recording.span(SpanKind.SERVER);
        SpanData consumer = recording.span(SpanKind.CONSUMER);
        List<SpanData> producers = recording.spans(SpanKind.PRODUCER);
        assertThat(recording.spans()).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(server.getParentSpanId()).isEqualTo(GATEWAY);
        assertThat(producers.get(0).getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(consumer.getParentSpanId()).isEqualTo(producers.get(0).getSpanId());
        assertThat(producers.get(1).getParentSpanId()).isEqualTo(consumer.getSpanId());
        assertThat(producers)
                .extracting(SpanData::getName)
                .containsExactly("send task.events", "send notification.events");
        assertThat(consumer.getLinks()).isEmpty();
    }

    /** The relay would stand still for all events, and only where somebody looks at traces. */
    @Test
    void whatCannotBeReadIsSentAllTheSame() throws Exception {
        way.ask(ASKED);
        String id = way.committed().get(0).eventId().toString();
        way.spoilWhatIsCommitted();
        way.publish();

        assertThat(way.committed()).isEmpty();
        assertThat(way.broker.taken).hasSize(1);
        assertThat(way.broker.taken.get(0).getText()).isEqualTo("nothing");
        SpanData sent = recording.span(SpanKind.PRODUCER);
        assertThat(sent.getName()).isEqualTo("send task.events");
        assertThat(sent.getTraceId()).isEqualTo(TRACE);
        assertThat(value(sent, "cloudevents.event_id")).isEqualTo(id);
        assertThat(value(sent, "cloudevents.event_type")).isNull();
    }

    @Test
    void spansSayWhatOperationsOfWhichMessagesTheyAre() throws Exception {
        way.ask(ASKED);
        CloudEvent event = CloudEvent.parse(way.committed().get(0).document());
        way.publish();
        way.receive(any -> {});

        for (SpanKind kind : List.of(SpanKind.PRODUCER, SpanKind.CONSUMER)) {
            SpanData span = recording.span(kind);
            String operation = kind == SpanKind.PRODUCER ? "send" : "process";
            assertThat(span.getName()).isEqualTo(operation + " task.events");
            assertThat(value(span, "messaging.system")).isEqualTo("jms");
            assertThat(value(span, "messaging.operation.name")).isEqualTo(operation);
            assertThat(value(span, "messaging.operation.type")).isEqualTo(operation);
            assertThat(value(span, "messaging.destination.name")).isEqualTo("task.events");
            assertThat(value(span, "messaging.message.id"))
                    .isEqualTo(way.broker.taken.get(0).getJMSMessageID());
            assertThat(value(span, "cloudevents.event_id")).isEqualTo(event.id().toString());
            assertThat(value(span, "cloudevents.event_type")).isEqualTo("Changed");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        }
        assertThat(value(recording.span(SpanKind.CONSUMER), "messaging.destination.subscription.name"))
                .isEqualTo("probe.task.events");
    }

    @Test
    void theDocumentIsSentAsItWasCommittedAndThePropertySaysWhereItWasSent() throws Exception {
        way.ask(ASKED);
        OutboxEntry committed = way.committed().get(0);
        way.publish();

        TextMessage sent = way.broker.taken.get(0);
        String position = Recording.position(recording.span(SpanKind.SERVER));
        assertThat(committed.traceParent()).isEqualTo(position);
        assertThat(sent.getText()).isEqualTo(committed.document()).contains("\"traceparent\":\"" + position + "\"");
        assertThat(sent.getStringProperty(Trace.PARENT))
                .isEqualTo(Recording.position(recording.span(SpanKind.PRODUCER)));
    }

    @Test
    void eachEventOfABatchIsInTheTraceOfItsRequestUntilTheBatchIsCommitted() {
        String other = "0af7651916cd43dd8448eb211c80319c";
        way.ask(ASKED);
        way.ask("00-" + other + "-b7ad6b7169203331-01");
        way.broker.whileCommitting =
                () -> assertThat(recording.spans(SpanKind.PRODUCER)).isEmpty();

        way.publish();

        assertThat(recording.spans(SpanKind.PRODUCER))
                .extracting(SpanData::getTraceId)
                .containsExactly(TRACE, other);
    }

    @Test
    void whatTheBrokerRefusesIsAFailureOfEachOfItsEvents() {
        way.ask(ASKED);
        way.ask(ASKED);
        way.broker.refuses = true;

        assertThatThrownBy(() -> way.publisher().publish(way.committed())).isInstanceOf(JMSRuntimeException.class);

        assertThat(recording.spans(SpanKind.PRODUCER)).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(ERROR)).isEqualTo(JMSException.class.getName());
        });
    }

    @Test
    void anEffectThatFailsIsAFailureOfTheConsumer() {
        way.ask(ASKED);
        way.publish();

        assertThatThrownBy(() -> way.receive(EventTraceTest::fail)).hasMessage("on purpose");

        SpanData consumer = recording.span(SpanKind.CONSUMER);
        assertThat(consumer.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(consumer.getAttributes().get(ERROR)).isEqualTo(IllegalStateException.class.getName());
    }

    @Test
    void anEffectThatFailsForTheLastTimeIsNoLessAFailure() {
        way.ask(ASKED);
        way.publish();

        way.receive(way.broker.taken.get(0), EventTraceTest::fail, 1);

        assertThat(recording.span(SpanKind.CONSUMER).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void anEventThatBelongsToNoTraceBeginsOneWhenItIsSent() {
        way.leaveWithoutTrace();

        way.publish();
        way.receive(any -> {});

        SpanData producer = recording.span(SpanKind.PRODUCER);
        assertThat(producer.getParentSpanContext().isValid()).isFalse();
        assertThat(recording.span(SpanKind.CONSUMER).getParentSpanId()).isEqualTo(producer.getSpanId());
    }

    @Test
    void switchedOffThereAreNoSpansAndTheTraceGoesOnFromTheRequest() throws Exception {
        List<String> seen = new ArrayList<>();
        try (WayOfAnEvent unrecorded = new WayOfAnEvent(recording, true)) {
            Trace.within(ASKED, () -> unrecorded.commit(Topic.TASK_EVENTS, new Answered("no")));
            unrecorded.publish();
            unrecorded.receive(event -> seen.add(Trace.here()));
            seen.add(unrecorded.broker.taken.get(0).getStringProperty(Trace.PARENT));
        }

        assertThat(seen).containsExactly(ASKED, ASKED);
        assertThat(recording.spans()).isEmpty();
    }

    @Test
    void aTraceThatItsClientDoesNotWantRecordedIsNotAndStillGoesOn() {
        List<String> seen = new ArrayList<>();
        way.ask("00-" + TRACE + "-" + GATEWAY + "-00");
        way.publish();
        way.receive(event -> seen.add(Trace.here()));

        assertThat(recording.spans()).isEmpty();
        assertThat(seen).singleElement().asString().startsWith("00-" + TRACE).endsWith("-00");
    }

    /** The gateway wants every trace recorded that it begins: only a sampler that does not follow it takes less. */
    @Test
    void ofAShareOfTheTracesEachIsRecordedWholeOrNotAtAll() {
        try (Recording half = new Recording(Sampler.traceIdRatioBased(0.5));
                WayOfAnEvent sampled = new WayOfAnEvent(half, false)) {
            sampled.ask("00-4bf92f3577b34da60000000000000001-" + GATEWAY + "-01");
            sampled.ask("00-4bf92f3577b34da67fffffffffffffff-" + GATEWAY + "-01");
            sampled.publish();
            sampled.broker.taken.forEach(message -> sampled.receive(message, event -> {}, 3));

            assertThat(half.spans())
                    .hasSize(3)
                    .extracting(SpanData::getTraceId)
                    .containsOnly("4bf92f3577b34da60000000000000001");
        }
    }

    private static void fail(CloudEvent event) {
        throw new IllegalStateException("on purpose");
    }

    private static @Nullable String value(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }
}
