package io.gatehouse.orders;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** All orders. */
@ApplicationScoped
@Transactional
public class Orders {
    @PersistenceContext
    EntityManager entities;

    @Inject
    OrderEvents events;

    /** Keeps the order and says so, in one transaction. */
    void place(Order order) {
        entities.persist(order);
        events.add(order.id(), order.placed());
    }

    void confirm(UUID id) {
        find(id).flatMap(Order::confirm).ifPresent(confirmed -> events.add(id, confirmed));
    }

    void reject(UUID id, String reason) {
        find(id).flatMap(order -> order.reject(reason)).ifPresent(rejected -> events.add(id, rejected));
    }

    Optional<Order> find(UUID id) {
        return Optional.ofNullable(entities.find(Order.class, id));
    }

    Page<Order> page(UUID userId, PageRequest request) {
        return request.read(entities, Order.class, Order.SORTING, Selection.where("e.userId = :user", "user", userId));
    }
}
