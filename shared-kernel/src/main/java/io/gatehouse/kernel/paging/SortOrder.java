package io.gatehouse.kernel.paging;

import jakarta.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/**
 * One way to sort a list, as JPQL about an alias {@code e}. An item without the value counts as the greatest, which is
 * what PostgreSQL does by itself: its index serves both directions.
 *
 * @param id orders items of one value
 */
record SortOrder<E>(SortKey<E> key, boolean descending, SortKey<E> id) {
    /** What a client asks for it with. */
    String name() {
        return (descending ? "-" : "") + key.name();
    }

    String orderBy() {
        String nulls = key.optional() ? (descending ? " nulls first" : " nulls last") : "";
        String direction = descending ? " desc" : " asc";
        return attribute(key) + direction + nulls + ", " + attribute(id) + direction;
    }

    Cursor after(E item) {
        return new Cursor(name(), written(key, item), String.valueOf(written(id, item)));
    }

    private static <E> @Nullable String written(SortKey<E> key, E item) {
        Object value = key.value().apply(item);
        return value == null ? null : key.type().write(value);
    }

    /** What is true of the items behind the cursor. */
    String isBehind(Cursor after) {
        String than = descending ? "<" : ">";
        String value = attribute(key);
        String later = attribute(id) + " " + than + " :afterId";
        if (after.value() == null) {
            String sameValue = "(" + value + " is null and " + later + ")";
            return descending ? "(" + sameValue + " or " + value + " is not null)" : sameValue;
        }
        // In this form, and not as "greater, or equal and", the index leads straight to the first row.
        String behind = "%1$s %2$s= :afterValue and (%1$s %2$s :afterValue or %3$s)".formatted(value, than, later);
        return key.optional() && !descending ? "(" + behind + " or " + value + " is null)" : behind;
    }

    void bind(Cursor after, TypedQuery<E> query) {
        Object value = valueOf(after);
        if (value != null) {
            query.setParameter("afterValue", value);
        }
        query.setParameter("afterId", idOf(after));
    }

    /** Throws IllegalArgumentException for a cursor that this order cannot have given. */
    @Nullable
    Object valueOf(Cursor after) {
        if (after.value() == null && !key.optional()) {
            throw new IllegalArgumentException("a cursor without a value");
        }
        return after.value() == null ? null : key.type().parse(after.value());
    }

    /** Likewise for its id. */
    Object idOf(Cursor after) {
        return id.type().parse(after.id());
    }

    private static String attribute(SortKey<?> key) {
        return "e." + key.attribute();
    }
}
