package io.gatehouse.gateway.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the method and the address that go to the upstream differ from those that were asked for.
 *
 * @param method what stands in place of the method; null to keep it
 * @param addPrefix what is put before the path; empty, or from its slash on
 * @param path what stands in place of the whole path; null to keep it
 */
public record Rewrite(
        @Nullable String method, String addPrefix, @Nullable NewPath path, Query query) {
    /** Changes nothing. */
    public static final Rewrite NOTHING = new Rewrite("", null, new Query(List.of(), List.of(), List.of()));

    /** Another address, but the same method. */
    public Rewrite(String addPrefix, @Nullable NewPath path, Query query) {
        this(null, addPrefix, path, query);
    }

    /** The method that the upstream sees. */
    public String methodOf(String asked) {
        return method == null ? asked : method;
    }

    /**
     * Another path.
     *
     * @param withRest whether what the request has below the route's path comes after it
     */
    public record NewPath(Text text, boolean withRest) {}

    /**
     * Changes to the query, in this order: {@code remove}, {@code set}, {@code add}.
     *
     * @param set in place of whatever the client sent by these names
     * @param add besides what the client sent
     */
    public record Query(List<Named> set, List<Named> add, List<String> remove) {
        public Query {
            set = List.copyOf(set);
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }

        public boolean changesNothing() {
            return set.isEmpty() && add.isEmpty() && remove.isEmpty();
        }
    }

    /** Whether path and query stay as they are. */
    public boolean changesNothing() {
        return addPrefix.isEmpty() && path == null && query.changesNothing();
    }
}
