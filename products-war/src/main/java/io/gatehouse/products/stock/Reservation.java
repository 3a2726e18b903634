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

/** What was decided for one order, and what is kept for it. */
@Entity
public class Reservation {
    enum Outcome {
        RESERVED,
        REJECTED
    }

    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private Outcome outcome;

    @ElementCollection
    @CollectionTable(name = "reserved_quantity", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "product_id")
    @Column(name = "quantity")
    private Map<UUID, Integer> quantities;

    @Column(name = "decided_at")
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Reservation() {}

    private Reservation(UUID orderId, Outcome outcome, Map<UUID, Integer> quantities, Instant decidedAt) {
        this.orderId = orderId;
        this.outcome = outcome;
        this.quantities = quantities;
        this.decidedAt = decidedAt;
    }

    static Reservation of(UUID orderId, Map<UUID, Integer> quantities, Instant now) {
        return new Reservation(orderId, Outcome.RESERVED, quantities, now);
    }

    static Reservation rejected(UUID orderId, Instant now) {
        return new Reservation(orderId, Outcome.REJECTED, Map.of(), now);
    }
}
