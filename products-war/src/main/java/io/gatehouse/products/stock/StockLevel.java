package io.gatehouse.products.stock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** How many pieces of one product can still be promised. Never below zero; changed under a lock of its row only. */
@Entity
@Table(name = "stock_level")
public class StockLevel {
    @Id
    @Column(name = "product_id")
    private UUID productId;

    private int available;

    /** What the database makes of the number, for lists. */
    @Column(name = "sold_out", insertable = false, updatable = false)
    private boolean soldOut;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected StockLevel() {}

    StockLevel(UUID productId, int available) {
        this.productId = productId;
        this.available = available;
    }

    UUID productId() {
        return productId;
    }

    /** Pieces that can still be promised. */
    public int available() {
        return available;
    }

    /** Changes with each change; what is written is numbered when it is flushed. */
    public int version() {
        return version;
    }

    boolean has(int quantity) {
        return available >= quantity;
    }

    void take(int quantity) {
        if (!has(quantity)) {
            throw new IllegalStateException(available + " of " + productId + " are left, not " + quantity);
        }
        available -= quantity;
    }

    void giveBack(int quantity) {
        available = Math.addExact(available, quantity);
    }

    /** Counts anew: so many are at hand besides those that are reserved. */
    void set(int counted) {
        available = counted;
    }

    StockView view() {
        return new StockView(available);
    }
}
