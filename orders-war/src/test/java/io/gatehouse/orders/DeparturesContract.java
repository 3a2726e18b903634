package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.PageRequest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of the orders of users who are deleted, on every database. */
abstract class DeparturesContract extends BookContract {
    @Test
    void forgetsWhoseOrdersTheyWereAndCancelsTheOpenOnes() {
        Order open = book.place(user, 2);
        Order confirmed = confirmed();
        Order ofAnother = book.place(UUID.randomUUID(), 1);
        book.told.clear();
        book.clock.advance(Duration.ofSeconds(1));

        book.leaves(user);

        OrderView ended = book.view(open.id());
        assertThat(countOf(user)).isZero();
        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(ended.userId())
                .isNotEqualTo(user)
                .isEqualTo(book.view(confirmed.id()).userId());
        assertThat(book.told)
                .containsExactly(new OrderCancelled(open.id(), ended.userId(), "CANCELLED_BY_OWNER", true));
        assertThat(book.noted)
                .containsExactlyInAnyOrder(new OrderOwnerForgotten(open.id()), new OrderOwnerForgotten(confirmed.id()));
        assertThat(book.view(confirmed.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(book.version(confirmed.id())).isEqualTo(2);
        assertThat(book.view(confirmed.id()).updatedAt()).isEqualTo(book.clock.instant());
        assertThat(book.view(ofAnother.id())).isEqualTo(ofAnother.view());
    }

    @Test
    void anOrderThatIsNobodysCanStillComeToAnEnd() {
        Order confirmed = confirmed();
        book.leaves(user);
        book.told.clear();

        book.run(orders -> orders.on(confirmed.id(), Occurrence.RESERVATION_EXPIRED));

        OrderView ended = book.view(confirmed.id());
        assertThat(book.told)
                .containsExactly(new OrderCancelled(confirmed.id(), ended.userId(), "RESERVATION_EXPIRED", true));
    }

    @Test
    void whatIsOrderedAfterwardsIsForgottenAndTakenBack() {
        Order before = confirmed();
        book.clock.advance(Duration.ofSeconds(1));
        book.leaves(user);
        book.clock.advance(Duration.ofMinutes(10));
        Order open = book.place(user, 1);
        Order afterwards = confirmed();

        book.lookAgainForThoseWhoHaveLeft();

        assertThat(countOf(user)).isZero();
        assertThat(book.view(open.id()).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(book.view(afterwards.id()).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(book.view(before.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void aSecondDepartureFindsNothing() {
        Order order = book.place(user, 1);
        book.leaves(user);
        OrderView once = book.view(order.id());
        book.told.clear();
        book.noted.clear();

        book.leaves(user);
        book.lookAgainForThoseWhoHaveLeft();

        assertThat(book.view(order.id())).isEqualTo(once);
        assertThat(book.told).isEmpty();
        assertThat(book.noted).isEmpty();
    }

    @Test
    void theDepartureItselfIsForgottenWhenNoTokenCanBeGoodAnyMore() {
        book.clock.advance(Departures.KEEP.plusSeconds(1));
        book.lookAgainForThoseWhoHaveLeft();
        assertThat(book.departures()).isZero();
        book.leaves(user);

        book.clock.advance(Departures.KEEP);
        book.lookAgainForThoseWhoHaveLeft();
        assertThat(book.departures()).isEqualTo(1);

        book.clock.advance(Duration.ofNanos(1_000));
        book.lookAgainForThoseWhoHaveLeft();
        assertThat(book.departures()).isZero();
    }

    /** Whatever has kept it from being done: nobody else would ever come back to it. */
    @Test
    void theDepartureStaysAsLongAsSomethingIsLeft() {
        book.clock.advance(Departures.KEEP.plusSeconds(1));
        book.lookAgainForThoseWhoHaveLeft();
        book.leaves(user);
        Order unused = book.place(user, 1);
        book.clock.advance(Departures.KEEP.plusSeconds(1));

        assertThat(book.forgetOldDepartures(10)).isFalse();
        assertThat(book.departures()).isEqualTo(1);

        book.lookAgainForThoseWhoHaveLeft();
        assertThat(countOf(user)).isZero();
        assertThat(book.departures()).isZero();
    }

    @Test
    void departuresAreForgottenInBatches() {
        book.clock.advance(Departures.KEEP.plusSeconds(1));
        book.lookAgainForThoseWhoHaveLeft();
        for (int i = 0; i < 5; i++) {
            book.leaves(UUID.randomUUID());
        }
        book.clock.advance(Departures.KEEP);
        book.leaves(user);
        book.clock.advance(Duration.ofSeconds(1));

        assertThat(book.forgetOldDepartures(3)).isTrue();
        assertThat(book.departures()).isEqualTo(3);
        assertThat(book.forgetOldDepartures(3)).isFalse();
        assertThat(book.departures()).isEqualTo(1);
    }

    @Test
    void findsInOneOrderThoseWhoHaveOrderedSinceAndNobodyElse() {
        UUID second = new UUID(0, 2);
        UUID first = new UUID(0, 1);
        haveOrderedSinceTheyLeft(second, first);
        book.leaves(user);
        book.place(UUID.randomUUID(), 1);

        assertThat(book.whoHaveOrderedSinceTheyLeft()).containsExactly(first, second);
        book.lookAgainForThoseWhoHaveLeft();
        assertThat(book.whoHaveOrderedSinceTheyLeft()).isEmpty();
    }

    @Test
    void findsNoMoreOfThemThanItIsToAndGoesOnBehindThem() {
        UUID first = new UUID(0, 1);
        UUID second = new UUID(1L << 40, 2);
        UUID third = new UUID(-1, 3);
        haveOrderedSinceTheyLeft(first, second, third);

        assertThat(book.whoHaveOrderedSinceTheyLeft(new UUID(0, 0), 2)).containsExactly(first, second);
        assertThat(book.whoHaveOrderedSinceTheyLeft(second, 2)).containsExactly(third, first);
        assertThat(book.whoHaveOrderedSinceTheyLeft(third, 2)).containsExactly(first, second);
        assertThat(book.whoHaveOrderedSinceTheyLeft(first, 10))
                .as("each once, and last the one behind whom it begins")
                .containsExactly(second, third, first);
        book.lookAgainForThoseWhoHaveLeft();
    }

    private void haveOrderedSinceTheyLeft(UUID... users) {
        for (UUID each : users) {
            book.leaves(each);
            book.place(each, 1);
        }
    }

    private Order confirmed() {
        Order order = book.place(user, 1);
        book.run(orders -> orders.on(order.id(), Occurrence.STOCK_RESERVED));
        return order;
    }

    private int countOf(UUID owner) {
        return book.ask(orders -> orders.page(new OrderFilter().seenBy(owner, false), new PageRequest())
                .items()
                .size());
    }
}
