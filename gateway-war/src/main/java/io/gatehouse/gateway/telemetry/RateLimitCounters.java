package io.gatehouse.gateway.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What rate limits refuse, by limit and route, and how many buckets are in use. */
public final class RateLimitCounters {
    private final MetricRegistry registry;
    private final Map<Series, Counter> refusals = new ConcurrentHashMap<>();
    private volatile LongSupplier buckets = () -> 0;

    private record Series(String limit, String route, boolean shadow) {
        Tag[] tags() {
            return new Tag[] {
                new Tag("limit", limit), new Tag("route", route), new Tag("shadow", Boolean.toString(shadow))
            };
        }
    }

    public RateLimitCounters(MetricRegistry registry) {
        this.registry = registry;
        registry.gauge(
                described("gatehouse_gateway_rate_limit_buckets", "Buckets that are not full"),
                this,
                counters -> counters.buckets.getAsLong());
    }

    /** From now on these are the buckets that are counted. */
    public void watch(LongSupplier inUse) {
        buckets = inUse;
    }

    /** A limit has refused a request, or would have if it did more than count. */
    public void refused(String limit, String route, boolean shadow) {
        refusals.computeIfAbsent(
                        new Series(limit, route, shadow),
                        series -> registry.counter(
                                described(
                                        "gatehouse_gateway_rate_limit_refusals", "Requests that a rate limit refused"),
                                series.tags()))
                .inc();
    }

    /** Buckets, and by limit how many requests were refused, and how many would have been by limits that only count. */
    void write(JsonGenerator json) throws IOException {
        json.writeNumberField("buckets", buckets.getAsLong());
        write(json, "refused", false);
        write(json, "shadow", true);
    }

    private void write(JsonGenerator json, String field, boolean shadow) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        refusals.forEach((series, counter) -> {
            if (series.shadow() == shadow) {
                sums.merge(series.limit(), counter.getCount(), Long::sum);
            }
        });
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> limit : sums.entrySet()) {
            json.writeNumberField(limit.getKey(), limit.getValue());
        }
        json.writeEndObject();
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
