package io.gatehouse.gateway.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order, duplicates and spelling as they came. Immutable. Names and values alternate in one array: messages
 * have some ten fields, and for so few a scan is cheaper than any map.
 */
public final class Headers {
    public static final Headers EMPTY = new Headers(new String[0]);

    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    /** Headers of alternating names and values. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value");
        }
        return new Headers(namesAndValues.clone());
    }

    /** The first value of this field; null when there is none. */
    public @Nullable String first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    public boolean contains(String name) {
        return first(name) != null;
    }

    /** How many fields have this name. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    /** The values of all fields of this name, in order. */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }

    /** These headers with this one field in place of all that have its name. */
    public Headers with(String name, String value) {
        return copyWithout(name).add(name, value).build();
    }

    /** These headers without the fields of this name; the same object when there is none. */
    public Headers without(String name) {
        return contains(name) ? copyWithout(name).build() : this;
    }

    /** These headers and then the others, whatever their names. */
    public Headers and(Headers others) {
        if (fields.length == 0 || others.fields.length == 0) {
            return fields.length == 0 ? others : this;
        }
        String[] all = Arrays.copyOf(fields, fields.length + others.fields.length);
        System.arraycopy(others.fields, 0, all, fields.length, others.fields.length);
        return new Headers(all);
    }

    private Builder copyWithout(String name) {
        Builder builder = new Builder(fields.length + 2);
        forEach((n, v) -> {
            if (!n.equalsIgnoreCase(name)) {
                builder.add(n, v);
            }
        });
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        StringBuilder names = new StringBuilder("Headers");
        forEach((name, value) -> names.append(' ').append(name.toLowerCase(Locale.ROOT)));
        return names.toString();
    }

    /** Collects fields; good for one {@link #build}. */
    public static final class Builder {
        private String[] fields;
        private int size;

        public Builder() {
            this(32);
        }

        private Builder(int capacity) {
            fields = new String[capacity];
        }

        public Builder add(String name, String value) {
            if (size + 2 > fields.length) {
                fields = Arrays.copyOf(fields, Math.max(8, size * 2));
            }
            fields[size++] = name;
            fields[size++] = value;
            return this;
        }

        public Headers build() {
            return size == 0 ? EMPTY : new Headers(size == fields.length ? fields : Arrays.copyOf(fields, size));
        }
    }
}
