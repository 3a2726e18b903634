package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a list can be sorted: by any of its keys, ascending ({@code title}) or descending ({@code -title}),
 * and by id where that leaves a tie. Each way wants an index on (key, id) behind whatever selects the list.
 */
public final class Sorting<E> {
    private final List<SortKey<E>> keys;
    private final boolean descending;
    private final SortKey<E> id;

    private Sorting(List<SortKey<E>> keys, boolean descending, SortKey<E> id) {
        this.keys = keys;
        this.descending = descending;
        this.id = id;
    }

    /** By {@code createdAt}, newest first unless a client asks otherwise; {@link #or} adds more ways. */
    public static <E> Sorting<E> newestFirst(Function<E, Instant> createdAt, Function<E, UUID> id) {
        return new Sorting<>(
                List.of(SortKey.of("createdAt", SortType.INSTANT, createdAt::apply)),
                true,
                SortKey.of("id", SortType.ID, id::apply));
    }

    /**
     * By a key, descending unless a client asks otherwise; {@link #or} adds more ways.
     *
     * @param id orders what has one value of the key; no two items share theirs
     */
    public static <E> Sorting<E> descending(SortKey<E> key, SortKey<E> id) {
        return new Sorting<>(List.of(key), true, id);
    }

    /** The same ways, oldest first unless a client asks otherwise. */
    public Sorting<E> oldestFirst() {
        return new Sorting<>(keys, false, id);
    }

    /** The same ways and one more. */
    public Sorting<E> or(SortKey<E> key) {
        return new Sorting<>(Stream.concat(keys.stream(), Stream.of(key)).toList(), descending, id);
    }

    /** The way that a client asks for, or a 400 that names those that there are. */
    SortOrder<E> order(@Nullable String sort) {
        if (sort == null) {
            return new SortOrder<>(keys.get(0), descending, id);
        }
        boolean backwards = sort.startsWith("-");
        String name = backwards ? sort.substring(1) : sort;
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> new SortOrder<>(key, backwards, id))
                .orElseThrow(() -> ProblemException.field(
                        400, "VALIDATION_FAILED", "sort", Rule.ONE_OF, "must be one of " + names()));
    }

    private String names() {
        return keys.stream()
                .flatMap(key -> Stream.of(key.name(), "-" + key.name()))
                .collect(Collectors.joining(", "));
    }
}
