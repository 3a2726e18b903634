package io.gatehouse.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.orders.pricing.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order as its owner and administrators see it.
 *
 * @param userId its owner; a random id once the owner is a user no longer
 * @param reason why it was rejected, has timed out or was cancelled, a code; absent otherwise
 * @param total the sum of the lines, at the prices of the moment of the order
 * @param updatedAt when it last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        UUID id,
        UUID userId,
        OrderStatus status,
        @Schema(example = "OUT_OF_STOCK") @Nullable String reason,
        List<Line> lines,
        Money total,
        Instant createdAt,
        Instant updatedAt) {
    /** One product of it. */
    public record Line(UUID productId, int quantity, Money unitPrice, Money lineTotal) {
        static Line of(OrderLine line) {
            return new Line(line.productId(), line.quantity(), line.unitPrice(), line.total());
        }
    }
}
