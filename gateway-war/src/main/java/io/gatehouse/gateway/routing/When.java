package io.gatehouse.gateway.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route asks beyond path and method.
 *
 * @param hosts one of them must be asked for; any if empty
 * @param headers all of them must be there, and so with {@code query} and {@code cookies}
 * @param after only from then on; null for always
 * @param before only until then
 * @param weight the share of the requests that would else all be the route's; null for all
 */
public record When(
        List<TextPattern> hosts,
        List<Field> headers,
        List<Field> query,
        List<Field> cookies,
        @Nullable Instant after,
        @Nullable Instant before,
        @Nullable Weight weight) {

    /** Asks nothing. */
    public static final When ALWAYS = new When(List.of(), List.of(), List.of(), List.of(), null, null, null);

    public When {
        hosts = List.copyOf(hosts);
        headers = List.copyOf(headers);
        query = List.copyOf(query);
        cookies = List.copyOf(cookies);
    }

    /** Something that has a name and one of these values. */
    public record Field(String name, List<TextPattern> values) {
        public Field {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return name + " " + values;
        }
    }

    /**
     * A share among the routes of a group.
     *
     * @param share from 0; counts against the sum over the group
     */
    public record Weight(String group, int share) {}

    boolean asksNothing() {
        return equals(ALWAYS);
    }

    /** All predicates but the share, which only those know who know the group. */
    List<Predicate> predicates() {
        List<Predicate> predicates = new ArrayList<>();
        if (!hosts.isEmpty()) {
            predicates.add(new Detail.HostIn(hosts));
        }
        headers.forEach(field -> predicates.add(new Detail.HeaderIs(field)));
        query.forEach(field -> predicates.add(new Detail.QueryIs(field)));
        cookies.forEach(field -> predicates.add(new Detail.CookieIs(field)));
        if (after != null || before != null) {
            predicates.add(new Detail.TimeIn(after, before));
        }
        return predicates;
    }
}
