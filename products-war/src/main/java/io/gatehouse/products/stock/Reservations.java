package io.gatehouse.products.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The answers to all orders. */
@ApplicationScoped
public class Reservations {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Stock stock;

    @Inject
    Clock clock;

    /**
     * Reserves all lines or none, in the current transaction.
     *
     * @return {@link StockReserved} or {@link StockRejected}; nothing when the order was answered before
     */
    Optional<Record> decide(OrderPlaced order) {
        if (entities.find(Reservation.class, order.orderId()) != null) {
            return Optional.empty();
        }
        TreeMap<UUID, Integer> wanted = order.quantities();
        Map<UUID, StockLevel> levels = stock.lock(wanted.navigableKeySet());
        for (Map.Entry<UUID, Integer> line : wanted.entrySet()) {
            StockLevel level = levels.get(line.getKey());
            if (level == null) {
                return reject(order, StockRejected.Reason.UNKNOWN_PRODUCT, line.getKey());
            }
            if (!level.has(line.getValue())) {
                return reject(order, StockRejected.Reason.OUT_OF_STOCK, line.getKey());
            }
        }
        levels.forEach((productId, level) -> level.take(wanted.getOrDefault(productId, 0)));
        entities.persist(Reservation.of(order.orderId(), wanted, clock.instant()));
        return Optional.of(new StockReserved(order.orderId()));
    }

    private Optional<Record> reject(OrderPlaced order, StockRejected.Reason reason, UUID productId) {
        entities.persist(Reservation.rejected(order.orderId(), clock.instant()));
        return Optional.of(new StockRejected(order.orderId(), reason, productId));
    }
}
