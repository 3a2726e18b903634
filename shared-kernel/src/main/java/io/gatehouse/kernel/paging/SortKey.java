package io.gatehouse.kernel.paging;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that a list can be sorted by.
 *
 * @param name what clients call it
 * @param type what kind of value it is
 * @param attribute its path in JPQL, below the item
 * @param optional whether items may be without it; those count as the greatest
 * @param value reads it from an item
 */
public record SortKey<E>(
        String name, SortType type, String attribute, boolean optional, Function<E, @Nullable Object> value) {

    /** A value that every item has, in an attribute of the same name. */
    public static <E> SortKey<E> of(String name, SortType type, Function<E, @Nullable Object> value) {
        return of(name, type, name, value);
    }

    /** A value that every item has, in an attribute of another name, for example {@code price.amount}. */
    public static <E> SortKey<E> of(String name, SortType type, String attribute, Function<E, @Nullable Object> value) {
        return new SortKey<>(name, type, attribute, false, value);
    }

    /** A value that items may be without, in an attribute of the same name. */
    public static <E> SortKey<E> optional(String name, SortType type, Function<E, @Nullable Object> value) {
        return new SortKey<>(name, type, name, true, value);
    }
}
