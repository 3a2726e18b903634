package io.gatehouse.products.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Gives back what was held for orders of which nothing more was heard. Each in a transaction of its own: together they
 * would lock the stock of many products in no order. Any number of instances may do it at once.
 */
@ApplicationScoped
public class ExpiredReservations {
    @Inject
    Reservations reservations;

    @Inject
    Answers answers;

    /** Gives back what was held for one order; false when there is none. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean releaseOne() {
        Optional<StockReleased> released = reservations.releaseExpired();
        released.ifPresent(answer -> answers.tell(answer.orderId(), answer));
        return released.isPresent();
    }

    /** How many orders have stock held for them. */
    @Transactional
    public long held() {
        return reservations.held();
    }
}
