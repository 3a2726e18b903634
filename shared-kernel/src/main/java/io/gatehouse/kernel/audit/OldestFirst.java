package io.gatehouse.kernel.audit;

import jakarta.persistence.TypedQuery;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Which page a client asks for of a list that only grows: {@code limit} items (1 to 100) behind the number
 * {@code after}. Numbers are whole and ascending.
 */
public class OldestFirst {
    @QueryParam("limit")
    @DefaultValue("20")
    @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
    String limit;

    @QueryParam("after")
    @DefaultValue("0")
    @Pattern(regexp = "[0-9]{1,18}", message = "is not a cursor of this list")
    String after;

    /** For JAX-RS, as {@code @BeanParam}. */
    public OldestFirst() {
        this("20", "0");
    }

    OldestFirst(String limit, String after) {
        this.limit = limit;
        this.after = after;
    }

    /**
     * The items of the page, and one more if there is one: it shows that there is a next page.
     *
     * @param query selects those whose number is greater than {@code :after}, in the order of their numbers
     */
    public <T> List<T> read(TypedQuery<T> query) {
        return query.setParameter("after", Long.parseLong(after))
                .setMaxResults(size() + 1)
                .getResultList();
    }

    /**
     * The page as a JSON array, with {@code Link: rel="next"} (RFC 8288, relative to the request) when there is more.
     *
     * @param found what {@link #read} gave
     */
    public <T> Response answer(List<T> found, ToLongFunction<T> number, Function<T, ?> view) {
        List<T> page = found.subList(0, Math.min(size(), found.size()));
        Response.ResponseBuilder answer = Response.ok(page.stream().map(view).toList());
        if (found.size() > size()) {
            long last = number.applyAsLong(page.get(page.size() - 1));
            answer.header(HttpHeaders.LINK, "<?limit=" + limit + "&after=" + last + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private int size() {
        return Integer.parseInt(limit);
    }
}
