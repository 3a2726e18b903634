package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.LockMode;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for all orders. Everything here happens in the current transaction, and locks in one order: the
 * reservation first, then the stock of its products by their ids. So no two transactions wait for each other in a circle.
 */
@ApplicationScoped
public class Reservations {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Stock stock;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "gatehouse.products.reservation.ttl")
    Duration timeToLive;

    /**
     * Reserves all lines or none.
     *
     * @return {@link StockReserved} or {@link StockRejected}; nothing when it was decided before, or the order has ended
     */
    Optional<Record> decide(OrderPlaced order) {
        if (lock(order.orderId()) != null) {
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
        Instant now = clock.instant();
        entities.persist(Reservation.held(order.orderId(), wanted, now, now.plus(timeToLive)));
        note(wanted, (product, quantity) -> new StockTaken(product, order.orderId(), quantity));
        return Optional.of(new StockReserved(order.orderId()));
    }

    private Optional<Record> reject(OrderPlaced order, StockRejected.Reason reason, UUID productId) {
        entities.persist(Reservation.rejected(order.orderId(), clock.instant()));
        return Optional.of(new StockRejected(order.orderId(), reason, productId));
    }

    /** Keeps what is held for the order beyond its time; nothing when nothing is held, any more or yet. */
    Optional<StockCommitted> commit(UUID orderId) {
        Reservation reservation = lock(orderId);
        return reservation != null && reservation.commit()
                ? Optional.of(new StockCommitted(orderId))
                : Optional.empty();
    }

    /**
     * Gives back what is kept for an order that has ended; nothing when nothing is. An order that is not known yet gets a
     * tombstone, so that nothing is reserved for it when it is at last seen to begin.
     */
    Optional<StockReleased> release(UUID orderId, StockReleased.Reason reason) {
        Reservation reservation = lock(orderId);
        if (reservation == null) {
            entities.persist(Reservation.released(orderId, clock.instant()));
            return Optional.empty();
        }
        return giveBack(reservation, reason);
    }

    /** Gives back what has been held too long for one order that nobody else is at work on. */
    Optional<StockReleased> releaseExpired() {
        TypedQuery<Reservation> expired = entities.createQuery(
                "select r from Reservation r where r.expiresAt <= :now order by r.expiresAt", Reservation.class);
        // Whoever has one locked, another instance or a consumer, decides about it.
        expired.unwrap(Query.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        return expired.setParameter("now", clock.instant())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .flatMap(reservation -> giveBack(reservation, StockReleased.Reason.RESERVATION_EXPIRED));
    }

    /** How many orders are waiting for their confirmation, with stock held for them. */
    long held() {
        return entities.createQuery("select count(r) from Reservation r where r.expiresAt is not null", Long.class)
                .getSingleResult();
    }

    private Optional<StockReleased> giveBack(Reservation reservation, StockReleased.Reason reason) {
        if (!reservation.release()) {
            return Optional.empty();
        }
        Map<UUID, Integer> kept = reservation.quantities();
        // A product that was deleted meanwhile has no stock to give back to.
        Map<UUID, StockLevel> levels = stock.lock(new TreeSet<>(kept.keySet()));
        levels.forEach((productId, level) -> level.giveBack(kept.getOrDefault(productId, 0)));
        Map<UUID, Integer> given = new HashMap<>(kept);
        given.keySet().retainAll(levels.keySet());
        note(given, (product, quantity) -> new StockGivenBack(product, reservation.orderId(), quantity));
        return Optional.of(new StockReleased(reservation.orderId(), reason));
    }

    /** A product's own trail has all that changes its stock; the rows are locked, so its order is that of the changes. */
    private void note(Map<UUID, Integer> quantities, BiFunction<UUID, Integer, Record> change) {
        Map<UUID, Record> changes = new HashMap<>();
        quantities.forEach((product, quantity) -> changes.put(product, change.apply(product, quantity)));
        outbox.auditEach(changes);
    }

    private @Nullable Reservation lock(UUID orderId) {
        return entities.find(Reservation.class, orderId, LockModeType.PESSIMISTIC_WRITE);
    }
}
