package io.gatehouse.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.orders.pricing.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as its owner sees it.
 *
 * @param reason why it was rejected, a code; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        UUID id, Order.Status status, @Nullable String reason, List<Line> lines, Money total, Instant createdAt) {
    /** One product of it. */
    public record Line(UUID productId, int quantity, Money unitPrice, Money lineTotal) {
        static Line of(OrderLine line) {
            return new Line(line.productId(), line.quantity(), line.unitPrice(), line.total());
        }
    }
}
