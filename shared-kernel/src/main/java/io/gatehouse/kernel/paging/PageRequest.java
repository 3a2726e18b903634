package io.gatehouse.kernel.paging;

import jakarta.persistence.TypedQuery;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a newest-first list a client asks for: {@code limit} items (1 to 100) behind the cursor {@code after}. */
public class PageRequest {
    /** The end of a query: an index on (createdAt desc, id desc) leads straight to the first row. */
    public static final String BEHIND_CURSOR =
            " e.createdAt <= :at and (e.createdAt < :at or e.id < :id) order by e.createdAt desc, e.id desc";

    @QueryParam("limit")
    @DefaultValue("20")
    @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
    String limit;

    @QueryParam("after")
    @Nullable
    String after;

    /** For JAX-RS, as {@code @BeanParam}. */
    public PageRequest() {
        this("20", null);
    }

    PageRequest(String limit, @Nullable String after) {
        this.limit = limit;
        this.after = after;
    }

    /**
     * The items of the page, and one more if there is one: it shows that there is a next page.
     *
     * @param query selects an alias {@code e} with {@code createdAt} and {@code id}, and ends with {@link #BEHIND_CURSOR}
     */
    public <T> List<T> read(TypedQuery<T> query) {
        Cursor after = cursor();
        return query.setParameter("at", after.createdAt())
                .setParameter("id", after.id())
                .setMaxResults(size() + 1)
                .getResultList();
    }

    Cursor cursor() {
        return after == null ? Cursor.NEWEST : Cursor.parse(after);
    }

    /**
     * The page as a JSON array, with {@code Link: rel="next"} (RFC 8288, relative to the request) when there is more.
     *
     * @param found what {@link #read} gave
     */
    public <T> Response answer(List<T> found, Function<T, Cursor> place, Function<T, ?> view) {
        List<T> page = found.subList(0, Math.min(size(), found.size()));
        Response.ResponseBuilder answer = Response.ok(page.stream().map(view).toList());
        if (found.size() > size()) {
            Cursor last = place.apply(page.get(page.size() - 1));
            answer.header("Link", "<?limit=" + limit + "&after=" + last + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private int size() {
        return Integer.parseInt(limit);
    }
}
