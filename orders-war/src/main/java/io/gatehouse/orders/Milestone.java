package io.gatehouse.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A state that an order has reached.
 *
 * @param reason why, a code; absent when there is nothing to explain
 */
@Embeddable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Milestone(
        @Schema(example = "CANCELLED") @Enumerated(EnumType.STRING)
        OrderStatus status,

        @Schema(example = "CANCELLED_BY_OWNER") @Nullable String reason,
        @Column(name = "reached_at") Instant at) {}
