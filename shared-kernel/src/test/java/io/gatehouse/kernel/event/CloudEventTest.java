package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    record TaskCompleted(UUID taskId, String title) {}

    record Title(String title) {}

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");
    private static final String ID = "9c1f4e7a-5b0d-4f3c-8e21-000000000001";
    private static final String POSITION = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private final UUID task = UUID.randomUUID();
    private final CloudEvent event = CloudEvent.of("/tasks", new TaskCompleted(task, "Write"), task, NOON, POSITION);

    @Test
    void hasTheAttributesOfCloudEvents() throws JsonProcessingException {
        JsonNode document = Json.STRICT.readTree(event.document());

        assertThat(document.get("specversion").asText()).isEqualTo("1.0");
        assertThat(document.get("id").asText()).isEqualTo(event.id().toString());
        assertThat(document.get("source").asText()).isEqualTo("/tasks");
        assertThat(document.get("type").asText()).isEqualTo("TaskCompleted");
        assertThat(document.get("subject").asText()).isEqualTo(task.toString());
        assertThat(document.get("time").asText()).isEqualTo("2026-01-02T12:00:00.000001Z");
        assertThat(document.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(document.get("traceparent").asText()).isEqualTo(POSITION);
        assertThat(document.get("data").get("title").asText()).isEqualTo("Write");
    }

    @Test
    void comesBackAsItWent() {
        assertThat(CloudEvent.parse(event.document())).isEqualTo(event);
    }

    @Test
    void givesAConsumerTheFieldsItDeclares() {
        assertThat(CloudEvent.parse(event.document()).dataAs(Title.class)).isEqualTo(new Title("Write"));
    }

    @Test
    void readsEventsOfEarlierVersionsWithoutATraceAndOfLaterOnesWithMore() {
        String early = event.document().replace("\"traceparent\":\"" + POSITION + "\",", "");
        String late = event.document().replace("\"source\":", "\"partition\":7,\"source\":");

        assertThat(CloudEvent.parse(early).traceParent()).isNull();
        assertThat(CloudEvent.parse(early).document()).isEqualTo(early);
        assertThat(CloudEvent.parse(late)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"id\":\"x\"}", "{\"id\":\"" + ID + "\"}", "{\"type\":\"x\"}"})
    void refusesWhatIsNoEvent(String document) {
        assertThatThrownBy(() -> CloudEvent.parse(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a CloudEvent");
    }
}
