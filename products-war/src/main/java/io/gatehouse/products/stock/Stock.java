package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stock levels of all products. */
@ApplicationScoped
public class Stock {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    /** Begins to count a new product. */
    public void open(UUID productId, int available) {
        entities.persist(new StockLevel(productId, available));
    }

    /** Ends counting a product that is to be deleted: nobody can reserve it from here on. */
    public void close(UUID productId) {
        entities.remove(lock(productId));
        entities.flush();
    }

    /**
     * Counts a product anew: so many are at hand besides those that are reserved. Nobody takes any of them, or gives any back, before
     * this transaction ends.
     *
     * @param precondition is told the newest version of the stock before it changes, and may refuse it
     */
    StockLevel set(UUID productId, int counted, IntConsumer precondition) {
        precondition.accept(lock(productId).version());
        return count(productId, counted);
    }

    /** The same, for whoever has verified the newest version already, under the lock. */
    public StockLevel count(UUID productId, int counted) {
        StockLevel level = lock(productId);
        if (level.available() != counted) {
            level.set(counted);
            outbox.add(Topic.PRODUCT_EVENTS, productId, new StockChanged(productId, counted));
        }
        return level;
    }

    /** How many pieces of these products are at hand, by product. */
    public Map<UUID, Integer> available(Collection<UUID> productIds) {
        return entities.createQuery("select s from StockLevel s where s.productId in :ids", StockLevel.class)
                .setParameter("ids", productIds)
                .getResultStream()
                .collect(Collectors.toMap(StockLevel::productId, StockLevel::available));
    }

    /** The level of one product as it is, or 404. */
    StockLevel get(UUID productId) {
        return known(entities.find(StockLevel.class, productId));
    }

    /** The newest committed level of one product, or 404; nobody else changes it before this transaction ends. */
    public StockLevel lock(UUID productId) {
        return known(lock(new TreeSet<>(List.of(productId))).get(productId));
    }

    /**
     * The newest committed levels of those products that exist; nobody else changes them before this transaction ends.
     *
     * <p>Rows are locked in the order of their ids. Two orders with common products therefore meet at the smallest common
     * id and never wait for each other in a circle. They are locked one by one, because not every database promises to
     * lock the rows of one query in the order in which it returns them.
     */
    Map<UUID, StockLevel> lock(SortedSet<UUID> productIds) {
        return productIds.stream()
                .map(id -> entities.find(StockLevel.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(StockLevel::productId, level -> level));
    }

    private static StockLevel known(@Nullable StockLevel level) {
        if (level == null) {
            throw ProblemException.notFound("The product");
        }
        return level;
    }
}
