package io.gatehouse.gateway.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In what a configuration differs from another. It knows no section by name: whatever is a component of the records is compared, so that nothing
 * that is added to them can be forgotten here. Records in lists are told apart by their first component, which is their id.
 */
public final class Difference {
    private final List<Change> changes = new ArrayList<>();

    private Difference() {}

    /** What one would see who had the first before and has the second now; empty when they are equal. */
    public static List<Change> between(GatewayConfig before, GatewayConfig after) {
        Difference difference = new Difference();
        for (RecordComponent section : GatewayConfig.class.getRecordComponents()) {
            difference.section(section.getName(), Components.of(before, section), Components.of(after, section));
        }
        return List.copyOf(difference.changes);
    }

    private void section(String name, @Nullable Object before, @Nullable Object after) {
        Map<String, Object> was = named(before);
        Map<String, Object> is = named(after);
        if (was == null || is == null) {
            changed(name, "", keys("", before, after));
            return;
        }
        Set<String> ids = new LinkedHashSet<>(is.keySet());
        ids.addAll(was.keySet());
        for (String id : ids) {
            if (!was.containsKey(id)) {
                changes.add(new Change(name, id, Change.Kind.ADDED, List.of()));
            } else if (!is.containsKey(id)) {
                changes.add(new Change(name, id, Change.Kind.REMOVED, List.of()));
            } else {
                changed(name, id, keys("", was.get(id), is.get(id)));
            }
        }
        if (before instanceof List<?> && moved(was.keySet(), is.keySet())) {
            changed(name, "", List.of("order"));
        }
    }

    private void changed(String section, String id, List<String> keys) {
        if (!keys.isEmpty()) {
            changes.add(new Change(section, id, Change.Kind.CHANGED, keys));
        }
    }

    /** Whether those that were there and are there stand in another order. */
    private static boolean moved(Set<String> before, Set<String> after) {
        List<String> was = before.stream().filter(after::contains).toList();
        List<String> is = after.stream().filter(before::contains).toList();
        return !was.equals(is);
    }

    /** The parts of a section by their ids; null when it has none. */
    private static @Nullable Map<String, Object> named(@Nullable Object section) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (section instanceof Map<?, ?> map) {
            // Without an order of its own: sorted, for people.
            map.keySet().stream().map(String::valueOf).sorted().forEach(id -> named.put(id, map.get(id)));
            return named;
        }
        if (section instanceof List<?> list && list.stream().allMatch(Record.class::isInstance)) {
            list.forEach(part -> named.put(Components.id((Record) part), part));
            return named;
        }
        return null;
    }

    private static List<String> keys(String path, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return List.of();
        }
        if (before instanceof Record was && after instanceof Record is && was.getClass() == is.getClass()) {
            List<String> keys = new ArrayList<>();
            for (RecordComponent component : was.getClass().getRecordComponents()) {
                String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
                Object old = Components.of(was, component);
                Object now = Components.of(is, component);
                // What is one of several kinds is written as one value in the file, or nearly so.
                boolean oneValue = component.getType().isInterface() && !Objects.equals(old, now);
                keys.addAll(oneValue ? List.of(key) : keys(key, old, now));
            }
            return keys;
        }
        return List.of(path.isEmpty() ? "value" : path);
    }
}
