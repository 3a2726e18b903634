package io.gatehouse.kernel.paging;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests for pages, as JAX-RS would make them of a query. */
public final class Pages {
    private Pages() {}

    /** The first so many, newest first. */
    public static PageRequest first(int limit) {
        return new PageRequest(Integer.toString(limit), null, null, Map.of());
    }

    /** So many behind a page that has a next one. */
    public static PageRequest after(Page<?> page, int limit) {
        String next = page.next();
        if (next == null) {
            throw new IllegalArgumentException("there is no next page");
        }
        String cursor = URLDecoder.decode(next.replaceFirst(".*after=", ""), StandardCharsets.UTF_8);
        return new PageRequest(Integer.toString(limit), cursor, null, Map.of());
    }
}
