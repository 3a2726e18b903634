package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventTest {
    record TaskCompleted(UUID taskId, String title) {}

    record Title(String title) {}

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");
    private final UUID task = UUID.randomUUID();
    private final CloudEvent event = CloudEvent.of("/tasks", new TaskCompleted(task, "Write"), task, NOON);

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
    void refusesWhatIsNoEvent() {
        assertThatThrownBy(() -> CloudEvent.parse("{\"id\":\"x\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a CloudEvent");
    }
}
