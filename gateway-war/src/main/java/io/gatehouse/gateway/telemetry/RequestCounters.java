package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** How requests were answered, counted when the head of the answer is known; and answers that broke off after that. */
public final class RequestCounters {
    private final MetricRegistry registry;
    private final Map<Series, Counter> answered = new ConcurrentHashMap<>();
    private final Map<Series, Counter> broken = new ConcurrentHashMap<>();

    private record Series(
            String route, String statusClass, @Nullable Failure failure) {
        Tag[] tags() {
            return new Tag[] {
                new Tag("route", route),
                new Tag("status", statusClass),
                new Tag("failure", failure == null ? "none" : failure.name())
            };
        }
    }

    RequestCounters(MetricRegistry registry) {
        this.registry = registry;
    }

    void answered(String route, int status, @Nullable Failure failure) {
        counter(answered, new Series(route, StatusClass.of(status), failure), Metric.REQUESTS)
                .inc();
    }

    /** A message broke off after the head of its answer had gone out. */
    void broken(String route, Failure failure) {
        counter(broken, new Series(route, "sent", failure), Metric.BROKEN_ANSWERS)
                .inc();
    }

    private Counter counter(Map<Series, Counter> family, Series series, Metric metric) {
        Counter known = family.get(series);
        return known != null
                ? known
                : family.computeIfAbsent(series, key -> registry.counter(metric.described(), key.tags()));
    }
}
