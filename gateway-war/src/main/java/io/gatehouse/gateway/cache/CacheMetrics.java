package io.gatehouse.gateway.cache;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.cache.store.Counters;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Renewal;
import io.gatehouse.gateway.cache.store.ResponseCache;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** The cache's figures as MicroProfile Metrics, by route id. Outlives every configuration. */
public final class CacheMetrics {
    private final MetricRegistry registry;
    private final Map<String, Counters> counters = new ConcurrentHashMap<>();
    private final Map<String, Map<Outcome, Counter>> counted = new ConcurrentHashMap<>();
    private final Map<String, Counter> evictions = new ConcurrentHashMap<>();
    private volatile @Nullable ResponseCache watched;

    public CacheMetrics(MetricRegistry registry) {
        this.registry = registry;
        gauge("gatehouse_gateway_cache_bytes", "Bytes that stored answers take", ResponseCache::bytes);
        gauge("gatehouse_gateway_cache_entries", "Addresses that answers are stored under", ResponseCache::entries);
        gauge(
                "gatehouse_gateway_cache_copying_bytes",
                "Bytes of answers that are being copied",
                ResponseCache::reserved);
    }

    private void gauge(String name, String description, ToLongFunction<ResponseCache> figure) {
        registry.gauge(described(name, description), this, metrics -> {
            ResponseCache cache = metrics.watched;
            return cache == null ? 0L : figure.applyAsLong(cache);
        });
    }

    /** The store whose size is told from now on. */
    void watch(ResponseCache cache) {
        watched = cache;
    }

    /** Counts what becomes of the requests of a route, and of its renewals. */
    Counters of(String route) {
        return counters.computeIfAbsent(route, id -> {
            Map<Outcome, Counter> requests = counting(
                    Outcome.class,
                    Outcome::word,
                    described("gatehouse_gateway_cache_requests", "Requests on routes that cache"),
                    id);
            Map<Renewal, Counter> renewals = counting(
                    Renewal.class,
                    Renewal::word,
                    described("gatehouse_gateway_cache_renewals", "Stored answers renewed in the background"),
                    id);
            counted.put(id, requests);
            evictions(id);
            return new Counters(outcome -> inc(requests.get(outcome)), renewal -> inc(renewals.get(renewal)));
        });
    }

    private <E extends Enum<E>> Map<E, Counter> counting(
            Class<E> outcomes, Function<E, String> word, Metadata metadata, String route) {
        Map<E, Counter> counts = new EnumMap<>(outcomes);
        for (E outcome : outcomes.getEnumConstants()) {
            counts.put(
                    outcome,
                    registry.counter(metadata, new Tag("route", route), new Tag("outcome", word.apply(outcome))));
        }
        return counts;
    }

    void evicted(String route) {
        inc(evictions(route));
    }

    private Counter evictions(String route) {
        return evictions.computeIfAbsent(
                route,
                id -> registry.counter(
                        described("gatehouse_gateway_cache_evictions", "Stored answers that made place for others"),
                        new Tag("route", id)));
    }

    /** The members of the statistics that are about stored answers. */
    public void write(JsonGenerator json) throws IOException {
        ResponseCache cache = watched;
        json.writeNumberField("entries", cache == null ? 0 : cache.entries());
        json.writeNumberField("bytes", cache == null ? 0 : cache.bytes());
        json.writeNumberField("copyingBytes", cache == null ? 0 : cache.reserved());
        json.writeNumberField(
                "evictions",
                evictions.values().stream().mapToLong(Counter::getCount).sum());
        json.writeObjectFieldStart("requests");
        for (Outcome outcome : Outcome.values()) {
            long sum = 0;
            for (Map<Outcome, Counter> route : counted.values()) {
                Counter counter = route.get(outcome);
                sum += counter == null ? 0 : counter.getCount();
            }
            json.writeNumberField(outcome.word(), sum);
        }
        json.writeEndObject();
    }

    private static void inc(@Nullable Counter counter) {
        if (counter != null) {
            counter.inc();
        }
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
