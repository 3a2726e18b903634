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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one user buys at one time. It is placed, and then goes the way of {@link OrderStatus}; its prices are frozen. */
@Entity
@Table(name = "customer_order")
public class Order {
    static final Sorting<Order> SORTING = Sorting.newestFirst(order -> order.createdAt, Order::id);

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    /** The id of its owner is that of nobody then. */
    @Column(name = "owner_left")
    private boolean ownerLeft;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private @Nullable String reason;

    @ElementCollection
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<OrderLine> lines;

    @ElementCollection
    @CollectionTable(name = "order_history", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<Milestone> history;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "total_amount", precision = 19, scale = 4))
    @AttributeOverride(name = "currency", column = @Column(name = "total_currency", length = 3))
    private Money total;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Order() {}

    /** Lines of one currency, at least one. */
    Order(UUID userId, List<OrderLine> lines, Instant now) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.status = OrderStatus.PLACED;
        this.lines = List.copyOf(lines);
        this.history = new ArrayList<>(List.of(new Milestone(status, null, now)));
        this.total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The event that tells what became of the order; nothing when the occurrence changes nothing. */
    Optional<Record> on(Occurrence what, Instant now) {
        return on(what, what.reason(), now);
    }

    /** The stock does not suffice, for a reason that products name. */
    Optional<Record> rejected(String why, Instant now) {
        return on(Occurrence.STOCK_REJECTED, why, now);
    }

    private Optional<Record> on(Occurrence what, @Nullable String why, Instant now) {
        OrderStatus next = status.after(what);
        if (next == status) {
            return Optional.empty();
        }
        status = next;
        reason = why;
        updatedAt = now;
        history.add(new Milestone(next, why, now));
        return Optional.of(event());
    }

    /** What the present state has to tell others. */
    private Record event() {
        return switch (status) {
            case PLACED -> placed();
            case CONFIRMED -> new OrderConfirmed(id, userId, total);
            case REJECTED -> new OrderRejected(id, userId, Objects.requireNonNull(reason));
            case TIMED_OUT -> new OrderTimedOut(id, userId);
            case CANCELLED -> new OrderCancelled(id, userId, Objects.requireNonNull(reason), ownerLeft ? true : null);
        };
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

    /** It is nobody's from now on; its owner is a user no longer. */
    void forgetOwner(UUID nobody, Instant now) {
        userId = nobody;
        ownerLeft = true;
        updatedAt = now;
    }

    boolean isOpen() {
        return status == OrderStatus.PLACED;
    }

    boolean isPlacedAfter(Instant time) {
        return createdAt.isAfter(time);
    }

    UUID id() {
        return id;
    }

    OrderStatus status() {
        return status;
    }

    /** Changes with each change; what is written is numbered when it is flushed. */
    int version() {
        return version;
    }

    /** The states that it has reached, in their order. */
    List<Milestone> history() {
        return List.copyOf(history);
    }

    OrderView view() {
        List<OrderView.Line> shown = lines.stream().map(OrderView.Line::of).toList();
        return new OrderView(id, userId, status, reason, shown, total, createdAt, updatedAt);
    }
}
