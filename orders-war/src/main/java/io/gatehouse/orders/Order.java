package io.gatehouse.orders;

import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.orders.pricing.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one user buys at one time. It is placed, and then either confirmed or rejected for good. */
@Entity
@Table(name = "customer_order")
public class Order {
    static final Sorting<Order> SORTING = Sorting.newestFirst(order -> order.createdAt, Order::id);

    enum Status {
        PLACED,
        CONFIRMED,
        REJECTED
    }

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable String reason;

    @ElementCollection
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<OrderLine> lines;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "total_amount", precision = 19, scale = 4))
    @AttributeOverride(name = "currency", column = @Column(name = "total_currency", length = 3))
    private Money total;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Order() {}

    /** Lines of one currency, at least one. */
    Order(UUID userId, List<OrderLine> lines, Instant now) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.status = Status.PLACED;
        this.lines = List.copyOf(lines);
        this.total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        this.createdAt = now;
    }

    /** The stock is ours; nothing when the order was decided before. */
    Optional<OrderConfirmed> confirm() {
        if (status != Status.PLACED) {
            return Optional.empty();
        }
        status = Status.CONFIRMED;
        return Optional.of(new OrderConfirmed(id, userId, total));
    }

    /** The stock does not suffice; nothing when the order was decided before. */
    Optional<OrderRejected> reject(String why) {
        if (status != Status.PLACED) {
            return Optional.empty();
        }
        status = Status.REJECTED;
        reason = why;
        return Optional.of(new OrderRejected(id, userId, why));
    }

    OrderPlaced placed() {
        return new OrderPlaced(
                id,
                userId,
                lines.stream()
                        .map(line -> new OrderPlaced.Line(line.productId(), line.quantity()))
                        .toList());
    }

    boolean belongsTo(UUID someone) {
        return userId.equals(someone);
    }

    UUID id() {
        return id;
    }

    OrderView view() {
        List<OrderView.Line> shown = lines.stream().map(OrderView.Line::of).toList();
        return new OrderView(id, status, reason, shown, total, createdAt);
    }
}
