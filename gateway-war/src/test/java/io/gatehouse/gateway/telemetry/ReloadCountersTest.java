package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class ReloadCountersTest {
    private final List<String> counted = new ArrayList<>();
    private final List<Function<Object, Number>> gauges = new ArrayList<>();
    private final List<Object> gauged = new ArrayList<>();

    @Test
    void countsAttemptsByOutcomeAndTellsTheTimeOfTheLastGoodOne() {
        ReloadCounters counters = new ReloadCounters(registry());

        counters.attempted("REFUSED");
        assertThat(gauges.get(0).apply(gauged.get(0)).doubleValue()).isZero();
        counters.attempted("APPLIED");
        counters.applied(Instant.ofEpochMilli(1_500));

        assertThat(counted)
                .containsExactly(
                        "gatehouse_gateway_config_reloads outcome=REFUSED",
                        "gatehouse_gateway_config_reloads outcome=APPLIED");
        assertThat(gauges.get(0).apply(gauged.get(0)).doubleValue()).isEqualTo(1.5);
    }

    @SuppressWarnings("unchecked")
    private MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, arguments) -> {
                    Metadata metadata = (Metadata) arguments[0];
                    if (method.getName().equals("gauge")) {
                        gauged.add(arguments[1]);
                        gauges.add((Function<Object, Number>) arguments[2]);
                        return null;
                    }
                    String tags = Arrays.stream((Tag[]) arguments[1])
                            .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                            .toList()
                            .toString();
                    return counter(metadata.getName() + " " + tags.substring(1, tags.length() - 1));
                });
    }

    private Counter counter(String name) {
        return (Counter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Counter.class}, (proxy, method, arguments) -> {
                    counted.add(name);
                    return null;
                });
    }
}
