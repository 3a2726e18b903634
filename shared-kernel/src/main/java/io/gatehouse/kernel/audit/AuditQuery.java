package io.gatehouse.kernel.audit;

import io.gatehouse.kernel.paging.NumberedQuery;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which changes of an aggregate an administrator asks for. */
public class AuditQuery extends NumberedQuery {
    @Parameter(description = ABOUT_SORT, example = "-number")
    @QueryParam("sort")
    @Nullable
    String sort;

    @Parameter(description = "What happened: the type of the event")
    @QueryParam("type")
    @Size(max = 64)
    @PlainText
    @Nullable
    String type;

    /** For JAX-RS, as {@code @BeanParam}. */
    public AuditQuery() {
        super("number");
    }

    AuditQuery(int limit, String after, @Nullable String sort, @Nullable String type) {
        super("number", Integer.toString(limit), after);
        this.sort = sort;
        this.type = type;
    }

    Page<AuditEvent> read(EntityManager entities, String subject) {
        Selection selection =
                Selection.where("e.subject = :subject", "subject", subject).andIfGiven("e.type = :type", "type", type);
        return read(entities, AuditEvent.class, selection, AuditEvent::number);
    }

    @Override
    protected @Nullable String sort() {
        return sort;
    }
}
