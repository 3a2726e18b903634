package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class RateLimitCountersTest {
    private final Map<String, AtomicLong> counted = new TreeMap<>();
    private Supplier<Number> gauge = () -> -1;

    @Test
    void refusalsAreCountedByLimitAndRouteAndThoseOfShadowsApart() {
        RateLimitCounters counters = new RateLimitCounters(registry());

        counters.refused("default", "r", false);
        counters.refused("default", "r", false);
        counters.refused("default", "r", true);

        assertThat(counted.toString())
                .isEqualTo("{gatehouse_gateway_rate_limit_refusals limit=default route=r shadow=false=2,"
                        + " gatehouse_gateway_rate_limit_refusals limit=default route=r shadow=true=1}");
    }

    @Test
    void theGaugeTellsOfTheBucketsThatAreWatchedNow() {
        RateLimitCounters counters = new RateLimitCounters(registry());
        assertThat(gauge.get()).isEqualTo(0L);

        counters.watch(() -> 7);

        assertThat(gauge.get()).isEqualTo(7L);
    }

    private MetricRegistry registry() {
        return proxy(MetricRegistry.class, (name, arguments) -> switch (name) {
            case "gauge" -> {
                @SuppressWarnings("unchecked")
                Function<Object, Number> value = (Function<Object, Number>) arguments[2];
                Object object = arguments[1];
                gauge = () -> value.apply(object);
                yield null;
            }
            case "counter" -> counter((Metadata) arguments[0], (Tag[]) arguments[1]);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private Counter counter(Metadata described, Tag... tags) {
        StringBuilder name = new StringBuilder(described.getName());
        Arrays.stream(tags)
                .forEach(tag ->
                        name.append(' ').append(tag.getTagName()).append('=').append(tag.getTagValue()));
        AtomicLong count = counted.computeIfAbsent(name.toString(), series -> new AtomicLong());
        return proxy(Counter.class, (method, arguments) -> {
            count.incrementAndGet();
            return null;
        });
    }

    private interface Answer {
        @org.jspecify.annotations.Nullable
        Object give(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                RateLimitCountersTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answer.give(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
