package io.gatehouse.products.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stock levels of all products. */
@ApplicationScoped
public class Stock {
    @PersistenceContext
    EntityManager entities;

    /** Begins to count a new product. */
    public void open(UUID productId, int available) {
        entities.persist(new StockLevel(productId, available));
    }

    /** How many pieces of these products are at hand, by product. */
    public Map<UUID, Integer> available(Collection<UUID> productIds) {
        return entities.createQuery("select s from StockLevel s where s.productId in :ids", StockLevel.class)
                .setParameter("ids", productIds)
                .getResultStream()
                .collect(Collectors.toMap(StockLevel::productId, StockLevel::available));
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
}
