package io.gatehouse.users.signing;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageQuery;
import io.gatehouse.kernel.paging.Selection;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which signing keys an administrator asks for. */
public class KeyQuery extends PageQuery {
    @Parameter(description = ABOUT_SORT, example = "-signsFrom")
    @QueryParam("sort")
    @Nullable
    String sort;

    @Parameter(description = "What they do now")
    @QueryParam("state")
    SigningKey.@Nullable State state;

    /** For JAX-RS, as {@code @BeanParam}. */
    public KeyQuery() {}

    KeyQuery(int limit, @Nullable String after, @Nullable String sort, SigningKey.@Nullable State state) {
        super(Integer.toString(limit), after, Map.of());
        this.sort = sort;
        this.state = state;
    }

    Page<SigningKey> read(EntityManager entities, Instant now) {
        return read(
                entities, SigningKey.class, SigningKey.SORTING, state == null ? Selection.all() : state.selection(now));
    }

    @Override
    protected @Nullable String sort() {
        return sort;
    }
}
