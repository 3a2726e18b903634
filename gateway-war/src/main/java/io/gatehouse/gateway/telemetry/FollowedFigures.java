package io.gatehouse.gateway.telemetry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Figures that somebody else keeps, as MicroProfile Metrics: brought up to date in rounds, one thread at a time. What a round does not mention is
 * gone and is taken out of the registry.
 */
final class FollowedFigures {
    private final MetricRegistry registry;
    private final String prefix;
    private final Map<MetricID, Figure> figures = new HashMap<>();
    private final Set<MetricID> present = new HashSet<>();

    /** The last known value of a gauge, or what a counter has been brought to. */
    private static final class Figure {
        private volatile double value;
    }

    /** @param prefix of the names of all of them */
    FollowedFigures(MetricRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    void gauge(String name, String description, double value, Tag... tags) {
        figure(name, description, true, tags).value = value;
    }

    /** @param value of a count that may have begun anew, with whoever keeps it */
    void counter(String name, String description, long value, Tag... tags) {
        Figure figure = figure(name, description, false, tags);
        double more = value < figure.value ? value : value - figure.value;
        registry.counter(described(name, description), tags).inc((long) more);
        figure.value = value;
    }

    /** Ends a round. */
    void sweep() {
        figures.keySet().removeIf(id -> !present.contains(id) && registry.remove(id));
        present.clear();
    }

    private Figure figure(String name, String description, boolean shown, Tag... tags) {
        MetricID id = new MetricID(prefix + name, tags);
        present.add(id);
        return figures.computeIfAbsent(id, key -> {
            Figure made = new Figure();
            if (shown) {
                registry.gauge(described(name, description), made, one -> one.value, tags);
            }
            return made;
        });
    }

    private Metadata described(String name, String description) {
        return Metadata.builder()
                .withName(prefix + name)
                .withDescription(description)
                .build();
    }
}
