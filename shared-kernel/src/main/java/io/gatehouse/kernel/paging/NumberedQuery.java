package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which page a client asks for of a list whose items are numbered as they come, in an attribute {@code number}: {@code
 * limit} items (1 to 100) behind the cursor {@code after}, oldest first or newest first. What such a list calls its order,
 * and how it is filtered, is said by those who extend it.
 *
 * <p>A cursor is the number of the last item seen, as clients have known it since the first release; one of the order
 * from the end has {@link #BACKWARDS} added, a number that no list gets to, and is of no use in the other.
 */
public abstract class NumberedQuery {
    /** What clients are told about {@code sort}. */
    protected static final String ABOUT_SORT = PageQuery.ABOUT_SORT;

    private static final long BACKWARDS = 900_000_000_000_000_000L;

    @Parameter(description = "How many items a page has, from 1 to 100")
    @QueryParam("limit")
    @DefaultValue("20")
    @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
    String limit;

    @Parameter(description = "The cursor of the page before, as its Link names it")
    @QueryParam("after")
    @DefaultValue("0")
    @Pattern(regexp = "[0-9]{1,18}", message = "is not a cursor of this list")
    String after;

    @Context
    @Nullable
    UriInfo uri;

    private final String key;

    /**
     * The first page, for JAX-RS to change.
     *
     * @param key what the order is called
     */
    protected NumberedQuery(String key) {
        this(key, "20", "0");
    }

    protected NumberedQuery(String key, String limit, String after) {
        this.key = key;
        this.limit = limit;
        this.after = after;
    }

    /** The order as the client has it; null for the oldest first. */
    protected abstract @Nullable String sort();

    /** Reads the page, in one statement. */
    protected <E> Page<E> read(
            EntityManager entities, Class<E> entity, Selection selection, ToLongFunction<E> numberOf) {
        boolean descending = isDescending();
        long place = place(descending);
        List<String> conditions = new ArrayList<>(selection.conditions());
        if (place > 0) {
            conditions.add("e.number " + (descending ? "<" : ">") + " :afterNumber");
        }
        TypedQuery<E> query = entities.createQuery(
                "select e from " + entities.getMetamodel().entity(entity).getName() + " e where "
                        + String.join(" and ", conditions) + " order by e.number " + (descending ? "desc" : "asc"),
                entity);
        selection.parameters().forEach(query::setParameter);
        if (place > 0) {
            query.setParameter("afterNumber", place);
        }
        // One more than asked for: it shows that there is a next page.
        int size = Integer.parseInt(limit);
        List<E> found = query.setMaxResults(size + 1).getResultList();
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        long last = numberOf.applyAsLong(found.get(size - 1));
        return new Page<>(found.subList(0, size), next(descending ? BACKWARDS + last : last));
    }

    private boolean isDescending() {
        String sort = sort();
        if (sort == null || sort.equals(key)) {
            return false;
        }
        if (sort.equals("-" + key)) {
            return true;
        }
        throw ProblemException.field(
                400, "VALIDATION_FAILED", "sort", Rule.ONE_OF, "must be one of " + key + ", -" + key);
    }

    /** The number of the last item seen, 0 at the beginning. */
    private long place(boolean descending) {
        long cursor = Long.parseLong(after);
        if (cursor > 0 && (cursor >= BACKWARDS) != descending) {
            throw ProblemException.field(
                    400, "VALIDATION_FAILED", "after", Rule.CURSOR, "is not a cursor of this list and order");
        }
        return cursor % BACKWARDS;
    }

    private String next(long cursor) {
        return PageQuery.next(
                uri == null ? Map.of("limit", List.of(limit)) : uri.getQueryParameters(), String.valueOf(cursor));
    }
}
