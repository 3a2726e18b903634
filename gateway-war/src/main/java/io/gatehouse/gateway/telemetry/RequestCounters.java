package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** The gateway's figures as MicroProfile Metrics, by route id and never by path: a client could make up any number of paths. */
public final class RequestCounters {
    private static final String[] CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final MetricRegistry registry;
    private final Map<Series, Counter> answered = new ConcurrentHashMap<>();
    private final Map<Series, Counter> broken = new ConcurrentHashMap<>();
    private final AtomicLong inFlight = new AtomicLong();
    private final PoolGauges pools;

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

    public RequestCounters(MetricRegistry registry) {
        this.registry = registry;
        this.pools = new PoolGauges(registry);
        registry.gauge(
                described("gatehouse_gateway_requests_in_flight", "Requests that wait for the head of their answer"),
                inFlight,
                AtomicLong::get);
    }

    /** The figures of the connections. */
    public PoolGauges pools() {
        return pools;
    }

    /** Where figures are kept. */
    public MetricRegistry registry() {
        return registry;
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void answered(String route, int status, @Nullable Failure failure) {
        inFlight.decrementAndGet();
        int statusClass = status / 100;
        String name = statusClass < CLASSES.length ? CLASSES[statusClass] : "other";
        counter(answered, new Series(route, name, failure), "gatehouse_gateway_requests", "Requests that got an answer")
                .inc();
    }

    /** A message broke off after the head of its answer had gone out. */
    public void broken(String route, Failure failure) {
        counter(
                        broken,
                        new Series(route, "sent", failure),
                        "gatehouse_gateway_broken_answers",
                        "Answers that broke off on their way to the client")
                .inc();
    }

    private Counter counter(Map<Series, Counter> family, Series series, String name, String description) {
        Counter known = family.get(series);
        return known != null
                ? known
                : family.computeIfAbsent(series, key -> registry.counter(described(name, description), key.tags()));
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
