package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** The figures of one route. */
final class RouteFigures {
    private final LongAdder inFlight = new LongAdder();
    private final AtomicLongArray byStatus = new AtomicLongArray(StatusClass.ALL.size());
    private final Map<Failure, LongAdder> byFailure = new ConcurrentHashMap<>();
    private final Buckets seconds = Buckets.ofDurations();
    private final Histogram nanos = new Histogram();
    private final Buckets bytesOut = Buckets.ofSizes();
    private final Counter bytesIn;

    RouteFigures(String route, MetricRegistry registry) {
        Tag tag = new Tag("route", route);
        registry.gauge(Metric.REQUESTS_IN_FLIGHT.described(), inFlight, LongAdder::sum, tag);
        seconds.register(registry, Metric.REQUEST_SECONDS, tag);
        bytesOut.register(registry, Metric.RESPONSE_BYTES, tag);
        bytesIn = registry.counter(Metric.REQUEST_BYTES.described(), tag);
    }

    void begun() {
        inFlight.increment();
    }

    void ended(int status, @Nullable Failure failure, long in, long out, long tookNanos) {
        byStatus.getAndIncrement(StatusClass.index(status));
        if (failure != null) {
            byFailure.computeIfAbsent(failure, first -> new LongAdder()).increment();
        }
        seconds.note(tookNanos);
        nanos.note(tookNanos);
        bytesOut.note(out);
        if (in > 0) {
            bytesIn.inc(in);
        }
    }

    void left() {
        inFlight.decrement();
    }

    long inFlight() {
        return inFlight.sum();
    }

    long answered() {
        return seconds.count();
    }

    long withStatus(int statusClass) {
        return byStatus.get(statusClass);
    }

    long failed(Failure failure) {
        LongAdder count = byFailure.get(failure);
        return count == null ? 0 : count.sum();
    }

    double bytesOut() {
        return bytesOut.sum();
    }

    long bytesIn() {
        return bytesIn.getCount();
    }

    Histogram.Snapshot nanos() {
        return nanos.snapshot();
    }
}
