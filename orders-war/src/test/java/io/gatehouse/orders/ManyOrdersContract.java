package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of very many orders of one user who leaves, on every database. */
abstract class ManyOrdersContract extends BookContract {
    private static final int AT_ONCE = Orders.MOST_AT_ONCE;
    private static final int MANY = 2 * AT_ONCE + 1;
    private static final int OPEN = 3;

    @BeforeEach
    void placeManyOrders() {
        book.run(orders -> {
            for (int i = 0; i < MANY; i++) {
                // Some of the same moment: only their ids tell them apart.
                Instant placed = OrderBook.MORNING.plusSeconds(i / 700);
                Order order = new Order(user, List.of(OrderBook.line("0.01", "EUR")), placed);
                if (i < MANY - OPEN) {
                    Optional<Record> unused = order.on(Occurrence.STOCK_RESERVED, placed);
                }
                orders.entities.persist(order);
            }
        });
        book.clock.advance(Duration.ofHours(1));
        book.told.clear();
        book.noted.clear();
    }

    /** An event that takes effect in many minutes would be delivered again, and again, and never be. */
    @Test
    void thatTheyHaveLeftIsNotedWithoutTouchingAnyOrder() {
        book.departs(user);

        assertThat(countOf(user)).isEqualTo(MANY);
        assertThat(book.noted).isEmpty();
        assertThat(book.whoHaveOrderedSinceTheyLeft()).containsExactly(user);
        book.forgetAllOf(user);
    }

    @Test
    void someAreForgottenInEachTransactionAndAllBecomeTheSameNobodys() {
        book.departs(user);

        assertThat(book.forgetSomeOf(user)).isTrue();
        assertThat(book.noted).hasSize(AT_ONCE);
        assertThat(book.told).as("the open ones are the newest").hasSize(OPEN);
        assertThat(countOf(user)).isEqualTo(MANY - AT_ONCE);
        assertThat(book.forgetSomeOf(user)).isTrue();
        assertThat(book.noted).hasSize(2 * AT_ONCE);
        assertThat(book.forgetSomeOf(user)).isFalse();

        assertAllIsForgottenOnce();
    }

    @Test
    void twoWhoMeetForgetEachOnceAndNameTheSameNobody() {
        book.departs(user);
        ExecutorService instances = Executors.newFixedThreadPool(2);
        try {
            Stream.generate(() -> CompletableFuture.runAsync(() -> book.forgetAllOf(user), instances))
                    .limit(2)
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            instances.shutdown();
        }

        assertAllIsForgottenOnce();
    }

    private void assertAllIsForgottenOnce() {
        assertThat(countOf(user)).isZero();
        assertThat(book.whoHaveOrderedSinceTheyLeft()).isEmpty();
        List<UUID> forgotten = book.noted.stream()
                .map(noted -> ((OrderOwnerForgotten) noted).orderId())
                .toList();
        assertThat(forgotten).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(forgotten.stream().map(id -> book.view(id).userId()).distinct())
                .hasSize(1)
                .doesNotContain(user);
        assertThat(book.told).hasSize(OPEN).hasOnlyElementsOfType(OrderCancelled.class);
    }

    private long countOf(UUID owner) {
        return book.ask(orders -> orders.entities
                .createQuery("select count(o) from Order o where o.userId = :owner", Long.class)
                .setParameter("owner", owner)
                .getSingleResult());
    }
}
