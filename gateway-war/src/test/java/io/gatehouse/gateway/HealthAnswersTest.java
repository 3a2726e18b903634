package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.InstanceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthAnswersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<InstanceStatus> instances = new ArrayList<>(List.of(
            new InstanceStatus("users", "10.0.0.1:80", true, NOW.minusSeconds(60)),
            new InstanceStatus("users", "10.0.0.2:80", false, NOW.minusSeconds(30)),
            new InstanceStatus("orders", "10.0.0.3:80", true, NOW)));
    private boolean draining;
    private final HealthAnswers health = new HealthAnswers(() -> instances, "mail"::equals, () -> draining, () -> NOW);

    @Test
    void theTreeTellsSinceWhenAndHowMany() {
        assertThat(health.tree().status()).isEqualTo(200);
        assertThat(text(health.tree()))
                .isEqualTo(
                        "{\"status\":\"UP\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"services\":{"
                                + "\"orders\":{\"status\":\"UP\",\"since\":\"2026-01-02T03:04:05Z\",\"instances\":{\"up\":1,\"total\":1}},"
                                + "\"users\":{\"status\":\"UP\",\"since\":\"2026-01-02T03:03:35Z\",\"instances\":{\"up\":1,\"total\":2}}}}");
    }

    @Test
    void aServiceWithoutAReadyInstanceIsDownAndSoIsTheGateway() {
        instances.set(2, new InstanceStatus("orders", "10.0.0.3:80", false, NOW));

        for (Response answer : List.of(health.tree(), health.ready())) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(text(answer))
                    .startsWith("{\"status\":\"DOWN\"")
                    .contains("\"orders\":{\"status\":\"DOWN\"", "\"users\":{\"status\":\"UP\"");
        }
    }

    @Test
    void withoutAnOptionalServiceItIsReady() {
        instances.add(new InstanceStatus("mail", "10.0.0.4:80", false, NOW));

        for (Response answer : List.of(health.tree(), health.ready())) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer)).startsWith("{\"status\":\"UP\"").contains("\"mail\":{\"status\":\"DOWN\"");
        }
    }

    @Test
    void whileItDrainsItIsAliveButNotReady() {
        draining = true;

        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(text(health.ready())).startsWith("{\"status\":\"DRAINING\"");
        assertThat(health.tree().status()).isEqualTo(503);
        assertThat(health.alive().status()).isEqualTo(200);
    }

    @Test
    void namesNoAddresses() {
        assertThat(text(health.tree()) + text(health.ready())).doesNotContain("10.0.0");
    }

    private static String text(Response response) {
        return new String(((Body.Bytes) response.body()).content(), StandardCharsets.UTF_8);
    }
}
