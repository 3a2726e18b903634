package io.gatehouse.products.stock;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one order, and what is kept for it. It stays for good: an event that comes late or again finds
 * what was decided. Changed under a lock of its row only.
 */
@Entity
public class Reservation {
    enum State {
        /** Kept until it expires. */
        HELD,
        /** Kept until the order is cancelled. */
        COMMITTED,
        /** Given back, or never taken because the order ended before it was seen to begin. Final. */
        RELEASED,
        /** Nothing was taken: there was not enough. Final. */
        REJECTED
    }

    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Enumerated(EnumType.STRING)
    private State state;

    @ElementCollection
    @CollectionTable(name = "reservation_line", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "product_id")
    @Column(name = "quantity")
    private Map<UUID, Integer> quantities;

    @Column(name = "decided_at")
    private Instant decidedAt;

    /** Of a held one alone: its index then holds those that can expire, and no others. */
    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Reservation() {}

    private Reservation(
            UUID orderId, State state, Map<UUID, Integer> quantities, Instant now, @Nullable Instant expiresAt) {
        this.orderId = orderId;
        this.state = state;
        this.quantities = quantities;
        this.decidedAt = now;
        this.expiresAt = expiresAt;
    }

    static Reservation held(UUID orderId, Map<UUID, Integer> quantities, Instant now, Instant expiresAt) {
        return new Reservation(orderId, State.HELD, quantities, now, expiresAt);
    }

    static Reservation rejected(UUID orderId, Instant now) {
        return new Reservation(orderId, State.REJECTED, Map.of(), now, null);
    }

    /** A tombstone, for an order that has ended before it was seen to begin. */
    static Reservation released(UUID orderId, Instant now) {
        return new Reservation(orderId, State.RELEASED, Map.of(), now, null);
    }

    UUID orderId() {
        return orderId;
    }

    State state() {
        return state;
    }

    /** What is, or was, kept of each product. */
    Map<UUID, Integer> quantities() {
        return quantities;
    }

    /** Keeps what is held beyond its time; false when nothing is held. */
    boolean commit() {
        if (state != State.HELD) {
            return false;
        }
        state = State.COMMITTED;
        expiresAt = null;
        return true;
    }

    /** Lets go of what is kept; false when nothing is. */
    boolean release() {
        if (state != State.HELD && state != State.COMMITTED) {
            return false;
        }
        state = State.RELEASED;
        expiresAt = null;
        return true;
    }
}
