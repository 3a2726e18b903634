package io.gatehouse.kernel.deadletter;

import io.gatehouse.kernel.paging.NumberedQuery;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which dead letters an administrator asks for. */
public class DeadLetterQuery extends NumberedQuery {
    @Parameter(description = ABOUT_SORT, example = "-firstFailedAt")
    @QueryParam("sort")
    @Nullable
    String sort;

    @Parameter(description = "Where they came from: the topic of the consumer that failed")
    @QueryParam("topic")
    @Size(max = 64)
    @PlainText
    @Nullable
    String topic;

    @Parameter(description = "What happened: the type of the event")
    @QueryParam("type")
    @Size(max = 255)
    @PlainText
    @Nullable
    String type;

    @Parameter(description = "The aggregate to which it happened")
    @QueryParam("subject")
    @Size(max = 255)
    @PlainText
    @Nullable
    String subject;

    @Parameter(description = "Given up then or later", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("deadFrom")
    @Nullable
    Instant deadFrom;

    @Parameter(description = "Given up earlier", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("deadBefore")
    @Nullable
    Instant deadBefore;

    /** For JAX-RS, as {@code @BeanParam}. */
    public DeadLetterQuery() {
        super("firstFailedAt");
    }

    /** They are numbered as their first failures are noted. */
    Page<DeadLetter> read(EntityManager entities) {
        Selection selection = Selection.where("e.deadAt is not null")
                .andIfGiven("e.topic = :topic", "topic", topic)
                .andIfGiven("e.type = :type", "type", type)
                .andIfGiven("e.subject = :subject", "subject", subject)
                .andIfGiven("e.deadAt >= :deadFrom", "deadFrom", deadFrom)
                .andIfGiven("e.deadAt < :deadBefore", "deadBefore", deadBefore);
        return read(entities, DeadLetter.class, selection, DeadLetter::number);
    }

    @Override
    protected @Nullable String sort() {
        return sort;
    }
}
