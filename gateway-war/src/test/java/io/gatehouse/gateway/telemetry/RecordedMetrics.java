package io.gatehouse.gateway.telemetry;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** A registry that knows as much as telemetry asks of one: counters, gauges over an object, and taking them out. */
public final class RecordedMetrics {
    private final Map<String, Supplier<Number>> series = new ConcurrentSkipListMap<>();
    private final Map<String, Counter> counters = new ConcurrentSkipListMap<>();
    private final MetricRegistry registry = (MetricRegistry) Proxy.newProxyInstance(
            RecordedMetrics.class.getClassLoader(),
            new Class<?>[] {MetricRegistry.class},
            (proxy, method, arguments) -> asked(method, arguments));

    public MetricRegistry registry() {
        return registry;
    }

    /** Every series with its value now, as {@code name{tag=value,...}}. */
    public Map<String, Number> values() {
        Map<String, Number> values = new ConcurrentSkipListMap<>();
        series.forEach((name, value) -> values.put(name, value.get()));
        return values;
    }

    /** The names that Prometheus reads: those of counters end in {@code _total}. */
    public Set<String> exposed() {
        Set<String> names = new TreeSet<>();
        for (String one : series.keySet()) {
            names.add(one.substring(0, one.indexOf('{')) + (counters.containsKey(one) ? "_total" : ""));
        }
        return names;
    }

    private Object asked(Method method, Object[] arguments) {
        if (arguments[0] instanceof MetricID id) {
            String gone = id.getName() + "{" + tags(id.getTagsAsArray()) + "}";
            counters.remove(gone);
            return series.remove(gone) != null;
        }
        String name = ((Metadata) arguments[0]).getName() + "{" + tags((Tag[]) arguments[arguments.length - 1]) + "}";
        if (method.getName().equals("counter")) {
            return counters.computeIfAbsent(name, this::counter);
        }
        if (!method.getName().equals("gauge") || arguments.length != 4) {
            throw new UnsupportedOperationException(method.toString());
        }
        @SuppressWarnings("unchecked")
        Function<Object, Number> value = (Function<Object, Number>) arguments[2];
        series.put(name, () -> value.apply(arguments[1]));
        return proxyOf(name);
    }

    private Counter counter(String name) {
        LongAdder count = new LongAdder();
        series.put(name, count::sum);
        return new Counter() {
            @Override
            public void inc() {
                count.increment();
            }

            @Override
            public void inc(long n) {
                count.add(n);
            }

            @Override
            public long getCount() {
                return count.sum();
            }
        };
    }

    private static Gauge<Number> proxyOf(String name) {
        return () -> {
            throw new UnsupportedOperationException(name);
        };
    }

    private static String tags(Tag[] tags) {
        return Arrays.stream(tags)
                .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                .collect(Collectors.joining(","));
    }
}
