package io.gatehouse.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one configuration at work leaves to the next. Whatever holds state (remembered tokens, open circuits, full buckets) is made from
 * settings; where the next configuration has equal settings it takes the thing over with its state, so that a change in one place disturbs no
 * other.
 */
public final class Inheritance {
    private record Key(Class<?> type, Object settings) {}

    private final Map<Key, Object> left;
    private final Map<Key, Object> taken = new HashMap<>();

    private Inheritance(Map<Key, Object> left) {
        this.left = left;
    }

    /** For the first configuration: nothing is left to it. */
    public static Inheritance none() {
        return new Inheritance(Map.of());
    }

    /** For the configuration that follows. This one must not take anything from now on. */
    public Inheritance next() {
        return new Inheritance(Map.copyOf(taken));
    }

    /**
     * The thing that these settings describe: that of the configuration before if its settings were equal, a new one otherwise. Taking twice gives
     * the same thing.
     *
     * @param settings a value, equal to another exactly if the things may be the same; names what it is for if there are several of a kind
     */
    public <S, T> T take(Class<T> type, S settings, Function<S, T> make) {
        Key key = new Key(type, settings);
        Object known = taken.get(key);
        if (known == null) {
            known = left.get(key);
        }
        T thing = known == null ? make.apply(settings) : type.cast(known);
        taken.put(key, thing);
        return thing;
    }

    /**
     * What the configuration before had, whatever its settings were: its successor can take over what their difference does not concern.
     * Null when there was no such thing.
     */
    public <T> @Nullable T predecessor(Class<T> type, Predicate<T> condition) {
        for (Map.Entry<Key, Object> one : left.entrySet()) {
            if (one.getKey().type == type && condition.test(type.cast(one.getValue()))) {
                return type.cast(one.getValue());
            }
        }
        return null;
    }

    /** What was left and has not been taken, to be closed by whoever knows that nobody uses it any more. */
    public List<AutoCloseable> untaken() {
        return closeable(left, taken);
    }

    /** What was made here, to be closed if this configuration is not put to work after all. */
    public List<AutoCloseable> made() {
        return closeable(taken, left);
    }

    private static List<AutoCloseable> closeable(Map<Key, Object> these, Map<Key, Object> butNotThese) {
        List<AutoCloseable> closeable = new ArrayList<>();
        these.forEach((key, thing) -> {
            if (!butNotThese.containsKey(key) && thing instanceof AutoCloseable one) {
                closeable.add(one);
            }
        });
        return closeable;
    }
}
