package io.gatehouse.kernel.paging;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a newest-first list a client asks for: {@code limit} items (1 to 100) behind the cursor {@code after}. */
public class PageRequest {
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

    /** The first item of the page stands behind this one. */
    public Cursor cursor() {
        return after == null ? Cursor.NEWEST : Cursor.parse(after);
    }

    /** How many rows to read: one more than the page holds shows whether there is a next one. */
    public int rows() {
        return size() + 1;
    }

    /**
     * The page as a JSON array, with {@code Link: rel="next"} (RFC 8288, relative to the request) when there is more.
     *
     * @param found up to {@link #rows()} items
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
