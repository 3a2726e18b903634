package io.gatehouse.kernel.paging;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A page of a list of what was created some day, in the order {@code sort}. */
public class PageRequest extends PageQuery {
    @Parameter(description = ABOUT_SORT, example = "-createdAt")
    @QueryParam("sort")
    @Nullable
    String sort;

    /** For JAX-RS, as {@code @BeanParam}. */
    public PageRequest() {}

    PageRequest(String limit, @Nullable String after, @Nullable String sort, Map<String, List<String>> asked) {
        super(limit, after, asked);
        this.sort = sort;
    }

    @Override
    protected @Nullable String sort() {
        return sort;
    }
}
