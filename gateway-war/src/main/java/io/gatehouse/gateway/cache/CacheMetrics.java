package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.store.Counters;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Renewal;
import io.gatehouse.gateway.cache.store.ResponseCache;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
        return counters.computeIfAbsent(
                route,
                id -> new Counters(
                        counting(
                                Outcome.class,
                                Outcome::word,
                                described("gatehouse_gateway_cache_requests", "Requests on routes that cache"),
                                id),
                        counting(
                                Renewal.class,
                                Renewal::word,
                                described(
                                        "gatehouse_gateway_cache_renewals", "Stored answers renewed in the background"),
                                id)));
    }

    private <E extends Enum<E>> Consumer<E> counting(
            Class<E> outcomes, Function<E, String> word, Metadata metadata, String route) {
        Map<E, Counter> counts = new EnumMap<>(outcomes);
        for (E outcome : outcomes.getEnumConstants()) {
            counts.put(
                    outcome,
                    registry.counter(metadata, new Tag("route", route), new Tag("outcome", word.apply(outcome))));
        }
        return outcome -> inc(counts.get(outcome));
    }

    void evicted(String route) {
        inc(evictions.computeIfAbsent(
                route,
                id -> registry.counter(
                        described("gatehouse_gateway_cache_evictions", "Stored answers that made place for others"),
                        new Tag("route", id))));
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
