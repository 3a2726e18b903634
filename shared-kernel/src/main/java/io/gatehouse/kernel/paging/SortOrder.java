package io.gatehouse.kernel.paging;

import jakarta.persistence.TypedQuery;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way to sort a list, as JPQL about an alias {@code e}. An item without the value counts as the greatest, which is
 * what PostgreSQL does by itself: its index serves both directions.
 */
record SortOrder<E>(SortKey<E> key, boolean descending, Function<E, UUID> id) {
    /** What a client asks for it with. */
    String name() {
        return (descending ? "-" : "") + key.name();
    }

    String orderBy() {
        String nulls = key.optional() ? (descending ? " nulls first" : " nulls last") : "";
        String direction = descending ? " desc" : " asc";
        return attribute() + direction + nulls + ", e.id" + direction;
    }

    Cursor after(E item) {
        Object value = key.value().apply(item);
        return new Cursor(name(), value == null ? null : key.type().write(value), id.apply(item));
    }

    /** What is true of the items behind the cursor. */
    String isBehind(Cursor after) {
        String than = descending ? "<" : ">";
        if (after.value() == null) {
            String sameValue = "(" + attribute() + " is null and e.id " + than + " :afterId)";
            return descending ? "(" + sameValue + " or " + attribute() + " is not null)" : sameValue;
        }
        // In this form, and not as "greater, or equal and", the index leads straight to the first row.
        String behind =
                "%1$s %2$s= :afterValue and (%1$s %2$s :afterValue or e.id %2$s :afterId)".formatted(attribute(), than);
        return key.optional() && !descending ? "(" + behind + " or " + attribute() + " is null)" : behind;
    }

    void bind(Cursor after, TypedQuery<E> query) {
        Object value = valueOf(after);
        if (value != null) {
            query.setParameter("afterValue", value);
        }
        query.setParameter("afterId", after.id());
    }

    /** Throws IllegalArgumentException for a cursor that this order cannot have given. */
    @Nullable
    Object valueOf(Cursor after) {
        if (after.value() == null && !key.optional()) {
            throw new IllegalArgumentException("a cursor without a value");
        }
        return after.value() == null ? null : key.type().parse(after.value());
    }

    private String attribute() {
        return "e." + key.attribute();
    }
}
