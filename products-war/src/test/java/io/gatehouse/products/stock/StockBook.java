package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;

/** Stock and reservations for tests of products. */
public final class StockBook {
    private StockBook() {}

    /** Stock that tests can set. */
    public static final class SettableStock extends Stock {
        public void set(UUID product, int counted) {
            lock(product).set(counted);
        }
    }

    /** Stock that tells when somebody is about to wait for a lock. */
    public static final class LockedStock extends Stock {
        private final Runnable beforeLock;

        LockedStock(Runnable beforeLock) {
            this.beforeLock = beforeLock;
        }

        @Override
        Map<UUID, StockLevel> lock(SortedSet<UUID> productIds) {
            beforeLock.run();
            return super.lock(productIds);
        }
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    public static LockedStock stock(EntityManager entities, Runnable beforeLock) {
        LockedStock stock = new LockedStock(beforeLock);
        stock.entities = entities;
        return stock;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    public static SettableStock stock(EntityManager entities) {
        SettableStock stock = new SettableStock();
        stock.entities = entities;
        return stock;
    }

    /** Holds some pieces for an order; returns the order's id. */
    public static UUID reserve(EntityManager entities, UUID product, int quantity) {
        UUID order = UUID.randomUUID();
        stock(entities).lock(product).take(quantity);
        entities.persist(Reservation.held(
                order, Map.of(product, quantity), Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")));
        return order;
    }

    public static void assertHeld(EntityManager entities, UUID order, UUID product, int quantity) {
        assertState(entities, order, Reservation.State.HELD, Map.of(product, quantity));
    }

    public static void assertCommitted(EntityManager entities, UUID order, UUID product, int quantity) {
        assertState(entities, order, Reservation.State.COMMITTED, Map.of(product, quantity));
    }

    public static void assertRejected(EntityManager entities, UUID order) {
        assertState(entities, order, Reservation.State.REJECTED, Map.of());
    }

    private static void assertState(
            EntityManager entities, UUID order, Reservation.State state, Map<UUID, Integer> lines) {
        Reservation found = entities.find(Reservation.class, order);
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.quantities()).isEqualTo(lines);
    }
}
