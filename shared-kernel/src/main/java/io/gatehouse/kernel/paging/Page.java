package io.gatehouse.kernel.paging;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a list, in its order.
 *
 * @param items as many as were asked for, or the last ones
 * @param next the query of the next page, or null when this is the last
 */
public record Page<E>(List<E> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** The page as a JSON array, with {@code Link: rel="next"} (RFC 8288, relative to the request) when there is more. */
    public Response answer(Function<? super E, ?> view) {
        Response.ResponseBuilder answer = Response.ok(items.stream().map(view).toList());
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<?" + next + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
