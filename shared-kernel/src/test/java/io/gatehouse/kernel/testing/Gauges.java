package io.gatehouse.kernel.testing;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The gauges that beans under test make, by their names. */
public final class Gauges {
    private final Map<String, DoubleSupplier> made = new ConcurrentHashMap<>();

    /** A registry as far as gauges go. */
    @SuppressWarnings("unchecked") // what it is called with
    public MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                Gauges.class.getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, arguments) -> {
                    Metadata metadata = (Metadata) arguments[0];
                    Function<Object, Number> figure = (Function<Object, Number>) arguments[2];
                    made.put(
                            metadata.getName(), () -> figure.apply(arguments[1]).doubleValue());
                    return null;
                });
    }

    public Set<String> names() {
        return Set.copyOf(made.keySet());
    }

    /** What a gauge says now; not a number when there is none of the name. */
    public double figure(String name) {
        return made.getOrDefault(name, () -> Double.NaN).getAsDouble();
    }
}
