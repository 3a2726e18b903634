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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a client asks for: {@code limit} items (1 to 100) behind the cursor {@code after}. What a list can
 * be sorted by, and filtered, is said by those who extend it.
 */
public abstract class PageQuery {
    /** What clients are told about {@code sort}. */
    protected static final String ABOUT_SORT =
            "What to sort by, with - before it for descending; without it as the operation says";

    @Parameter(
            description = "How many items a page has",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @QueryParam("limit")
    @DefaultValue("20")
    @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
    String limit;

    @Parameter(description = "The cursor of the page before, as its Link names it")
    @QueryParam("after")
    @Nullable
    String after;

    @Context
    @Nullable
    UriInfo uri;

    /** The query as it was sent, where there is no {@link #uri} to ask. */
    private final Map<String, List<String>> asked;

    /** The first page, for JAX-RS to change. */
    protected PageQuery() {
        this("20", null, Map.of());
    }

    protected PageQuery(String limit, @Nullable String after, Map<String, List<String>> asked) {
        this.limit = limit;
        this.after = after;
        this.asked = asked;
    }

    /** The order as the client has it; null for the one that the list has by itself. */
    protected abstract @Nullable String sort();

    /**
     * Reads the page, in one statement.
     *
     * @param sorting the orders that the list allows; each key and {@code id} are attributes of the entity
     */
    public <E> Page<E> read(EntityManager entities, Class<E> entity, Sorting<E> sorting, Selection selection) {
        SortOrder<E> order = sorting.order(sort());
        Cursor from = cursor(order);
        TypedQuery<E> query = entities.createQuery(jpql(entities, entity, order, from, selection), entity);
        selection.parameters().forEach(query::setParameter);
        if (from != null) {
            order.bind(from, query);
        }
        // One more than asked for: it shows that there is a next page.
        return page(query.setMaxResults(size() + 1).getResultList(), order);
    }

    private static <E> String jpql(
            EntityManager entities, Class<E> entity, SortOrder<E> order, @Nullable Cursor from, Selection selection) {
        List<String> conditions = new ArrayList<>(selection.conditions());
        if (from != null) {
            conditions.add(order.isBehind(from));
        }
        String name = entities.getMetamodel().entity(entity).getName();
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select e from " + name + " e" + where + " order by " + order.orderBy();
    }

    /** Null for the first page. */
    @Nullable
    Cursor cursor(SortOrder<?> order) {
        if (after == null) {
            return null;
        }
        try {
            Cursor cursor = Cursor.parse(after);
            if (cursor.sort().equals(order.name())) {
                Object unusedValue = order.valueOf(cursor);
                Object unusedId = order.idOf(cursor);
                return cursor;
            }
        } catch (IllegalArgumentException notOurs) {
            // Refused below, like one of the same list in another order.
        }
        throw ProblemException.field(
                400, "VALIDATION_FAILED", "after", Rule.CURSOR, "is not a cursor of this list and order");
    }

    <E> Page<E> page(List<E> found, SortOrder<E> order) {
        if (found.size() <= size()) {
            return new Page<>(found, null);
        }
        List<E> items = found.subList(0, size());
        return new Page<>(items, query(order.after(items.get(items.size() - 1))));
    }

    private String query(Cursor next) {
        return next(uri == null ? asked : uri.getQueryParameters(), next.toString());
    }

    /** The query of a request, with another cursor; whatever the client has put into it is encoded. */
    static String next(Map<String, List<String>> sent, String cursor) {
        Stream<String> same = sent.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("after"))
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)));
        return Stream.concat(same, Stream.of("after=" + cursor)).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private int size() {
        return Integer.parseInt(limit);
    }
}
