package io.gatehouse.orders;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All orders. Whoever changes one locks its row first: a client, an answer about the stock and the end of its time wait
 * for each other, and the second sees what the first has made of it.
 */
@ApplicationScoped
@Transactional
public class Orders {
    /** Of those whose owner is forgotten. */
    static final int MOST_AT_ONCE = 500;

    @PersistenceContext
    EntityManager entities;

    @Inject
    OrderEvents events;

    @Inject
    Clock clock;

    /** Keeps the order and says so, in one transaction with what the answer may have to keep. */
    <T> T place(Order order, Function<Order, T> answer) {
        entities.persist(order);
        events.add(order.id(), order.placed());
        return answer.apply(order);
    }

    /** Something has happened to an order; to one that is not there nothing does. */
    void on(UUID id, Occurrence what) {
        locked(id).ifPresent(order -> on(order, what));
    }

    void rejected(UUID id, String reason) {
        locked(id)
                .ifPresent(order ->
                        order.rejected(reason, clock.instant()).ifPresent(rejected -> events.add(id, rejected)));
    }

    /** Something has happened to an order whose row is locked; then its version is the new one. */
    void on(Order order, Occurrence what) {
        order.on(what, clock.instant()).ifPresent(told -> events.add(order.id(), told));
        entities.flush();
    }

    /**
     * Cancels an order whose row is locked. One that is cancelled already stays as it is.
     *
     * @throws ProblemException with 409 when it has ended in another way
     */
    void cancel(Order order, Occurrence by) {
        on(order, by);
        if (order.status() != OrderStatus.CANCELLED) {
            throw ProblemException.conflict("ORDER_FINAL", "The order has ended: it is " + order.status() + ".");
        }
    }

    /**
     * Puts the id of nobody in the place of an owner who is a user no longer, and then cancels what is still open, and what
     * was placed afterwards: in the newest of their orders, {@value #MOST_AT_ONCE} at most, as those may be open. In this order:
     * the events of the end, too, name nobody. True when there may be more.
     */
    boolean forgetSome(Departure gone) {
        Instant now = clock.instant();
        List<Order> some = lockNewest(gone.userId());
        some.forEach(order -> order.forgetOwner(gone.nobody(), now));
        events.note(some.stream().collect(Collectors.toMap(Order::id, order -> new OrderOwnerForgotten(order.id()))));
        some.stream()
                .filter(order -> order.isOpen() || order.isPlacedAfter(gone.leftAt()))
                .forEach(order -> on(order, Occurrence.CANCELLED_BY_OWNER));
        return some.size() == MOST_AT_ONCE;
    }

    private List<Order> lockNewest(UUID userId) {
        return entities.createQuery(
                        "select o from Order o where o.userId = :user order by o.createdAt desc, o.id desc",
                        Order.class)
                .setParameter("user", userId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(MOST_AT_ONCE)
                .getResultList();
    }

    Optional<Order> find(UUID id) {
        return Optional.ofNullable(entities.find(Order.class, id));
    }

    /** The order with its row locked, for a change. */
    Optional<Order> locked(UUID id) {
        return Optional.ofNullable(entities.find(Order.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Page<Order> page(Selection selection, PageRequest request) {
        return request.read(entities, Order.class, Order.SORTING, selection);
    }
}
