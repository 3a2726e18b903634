package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** The figures of one instance of an upstream. */
final class InstanceFigures {
    private final String upstream;
    private final String instance;
    private final MetricRegistry registry;
    private final Map<String, Counter> byStatus = new ConcurrentHashMap<>();
    private final Map<Failure, Counter> byFailure = new ConcurrentHashMap<>();
    private final Buckets seconds = Buckets.ofDurations();
    private final Histogram nanos = new Histogram();
    private final Counter attempts;

    InstanceFigures(String upstream, String instance, MetricRegistry registry) {
        this.upstream = upstream;
        this.instance = instance;
        this.registry = registry;
        seconds.register(registry, Metric.UPSTREAM_SECONDS, tags());
        // Of the attempts only the last names its instance; the others belong to the upstream.
        attempts = registry.counter(Metric.UPSTREAM_ATTEMPTS.described(), new Tag("upstream", upstream));
    }

    /** A request ended that was sent here last. */
    void ended(int status, @Nullable Failure failure, Origin origin) {
        attempts.inc(origin.attempts());
        if (failure == null) {
            byStatus.computeIfAbsent(StatusClass.of(status), first -> counter(first, "none"))
                    .inc();
        } else {
            byFailure
                    .computeIfAbsent(failure, first -> counter("none", first.name()))
                    .inc();
        }
        if (origin.answerNanos() > 0) {
            seconds.note(origin.answerNanos());
            nanos.note(origin.answerNanos());
        }
    }

    private Counter counter(String status, String failure) {
        return registry.counter(
                Metric.UPSTREAM_ANSWERS.described(),
                new Tag("upstream", upstream),
                new Tag("instance", instance),
                new Tag("status", status),
                new Tag("failure", failure));
    }

    private Tag[] tags() {
        return new Tag[] {new Tag("upstream", upstream), new Tag("instance", instance)};
    }

    long withStatus(String statusClass) {
        Counter counter = byStatus.get(statusClass);
        return counter == null ? 0 : counter.getCount();
    }

    long failed(Failure failure) {
        Counter counter = byFailure.get(failure);
        return counter == null ? 0 : counter.getCount();
    }

    Histogram.Snapshot nanos() {
        return nanos.snapshot();
    }
}
