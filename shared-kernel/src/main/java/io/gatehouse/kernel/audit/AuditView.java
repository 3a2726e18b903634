package io.gatehouse.kernel.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change as an administrator sees it.
 *
 * @param number 1 for the first of the aggregate, without gaps
 * @param actor id of the user who did it; absent when the system did, or a visitor without a token
 * @param event the CloudEvents document, without what is personal in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
        long number,
        @Nullable UUID actor,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String event) {}
