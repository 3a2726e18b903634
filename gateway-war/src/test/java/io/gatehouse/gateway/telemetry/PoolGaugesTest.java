package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PoolGaugesTest {
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final PoolGauges shown = new PoolGauges(metrics.registry());

    @Test
    void thereAreFiguresForEveryInstanceThatWasAsked() throws Exception {
        try (AskedUpstream asked = new AskedUpstream()) {
            assertThat(Objects.requireNonNull(asked.ask().refusal()).failure().name())
                    .isEqualTo("UPSTREAM_UNREACHABLE");

            shown.update(List.of(asked.pool));

            String tags = "{upstream=u,instance=" + asked.address + "}";
            assertThat(metrics.values())
                    .containsOnlyKeys(
                            "gatehouse_gateway_pool_available" + tags,
                            "gatehouse_gateway_pool_leased" + tags,
                            "gatehouse_gateway_pool_opened" + tags,
                            "gatehouse_gateway_pool_pending" + tags,
                            "gatehouse_gateway_pool_resent{upstream=u}")
                    .allSatisfy((name, value) -> assertThat(value).as(name).isEqualTo(0.0));
        }
    }

    @Test
    void anUpstreamThatIsGoneIsTakenOut() throws Exception {
        try (AskedUpstream asked = new AskedUpstream()) {
            shown.update(List.of(asked.pool, asked.pool("v")));
            shown.update(List.of(asked.pool("v")));
        }

        assertThat(metrics.values()).containsOnlyKeys("gatehouse_gateway_pool_resent{upstream=v}");
    }
}
