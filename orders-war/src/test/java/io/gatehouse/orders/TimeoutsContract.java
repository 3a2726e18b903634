package io.gatehouse.orders;

import static io.gatehouse.orders.OrderBook.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How orders end for whose stock nobody answers, on every database. */
abstract class TimeoutsContract extends BookContract {
    private static final int INSTANCES = 4;

    @AfterEach
    void endWhatIsLeft() {
        book.clock.advance(TIMEOUT);
        endAll();
    }

    @Test
    void anOrderEndsWhenItsTimeIsOverAndNotBefore() {
        Order order = book.place(user, 1);
        book.told.clear();
        book.clock.advance(TIMEOUT.minusNanos(1_000));
        endAll();
        assertThat(book.view(order.id()).status()).isEqualTo(OrderStatus.PLACED);

        book.clock.advance(Duration.ofNanos(1_000));
        endAll();
        endAll();

        OrderView ended = book.view(order.id());
        assertThat(ended.status()).isEqualTo(OrderStatus.TIMED_OUT);
        assertThat(ended.reason()).isEqualTo("NO_ANSWER_IN_TIME");
        assertThat(ended.updatedAt()).isEqualTo(book.clock.instant());
        assertThat(book.told).containsExactly(new OrderTimedOut(order.id(), user));
    }

    @Test
    void whatWasDecidedInTimeStays() {
        Order confirmed = book.place(user, 1);
        Order rejected = book.place(user, 1);
        book.run(orders -> orders.on(confirmed.id(), Occurrence.STOCK_RESERVED));
        book.run(orders -> orders.rejected(rejected.id(), "OUT_OF_STOCK"));

        book.clock.advance(TIMEOUT.multipliedBy(2));
        endAll();

        assertThat(book.view(confirmed.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(book.view(rejected.id()).status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void anAnswerThatComesLaterChangesNothing() {
        Order order = book.place(user, 1);
        book.clock.advance(TIMEOUT);
        endAll();
        book.told.clear();

        book.run(orders -> orders.on(order.id(), Occurrence.STOCK_RESERVED));
        book.run(orders -> orders.on(order.id(), Occurrence.RESERVATION_EXPIRED));

        assertThat(book.view(order.id()).status()).isEqualTo(OrderStatus.TIMED_OUT);
        assertThat(book.version(order.id())).isEqualTo(1);
        assertThat(book.told).isEmpty();
    }

    @Test
    void manyInstancesEndEachOrderOnce() throws Exception {
        List<UUID> placed = IntStream.range(0, 3 * Timeouts.BATCH + 1)
                .mapToObj(i -> book.place(user, 1).id())
                .toList();
        book.told.clear();
        book.clock.advance(TIMEOUT);

        atOnce(() -> {
            endAll();
            return true;
        });
        // A row that was locked when an instance looked may have been passed over by all of them.
        endAll();

        assertThat(book.told)
                .extracting(event -> ((OrderTimedOut) event).orderId())
                .containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void anOrderToWhichSomethingHappensJustNowIsPassedOver() {
        Order busy = book.place(user, 1);
        Order idle = book.place(user, 1);
        book.told.clear();
        book.clock.advance(TIMEOUT);

        book.run(orders -> {
            Order locked = orders.locked(busy.id()).orElseThrow();
            endAll();
            orders.on(locked, Occurrence.STOCK_RESERVED);
        });
        endAll();

        assertThat(book.view(busy.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(book.view(idle.id()).status()).isEqualTo(OrderStatus.TIMED_OUT);
    }

    @Test
    void ofAnAnswerACancellationAndTheEndOfItsTimeAtOnceTheFirstCounts() throws Exception {
        for (int round = 0; round < 10; round++) {
            Order order = book.place(user, 1);
            book.clock.advance(TIMEOUT);
            book.told.clear();
            List<Occurrence> all =
                    List.of(Occurrence.STOCK_RESERVED, Occurrence.CANCELLED_BY_OWNER, Occurrence.NO_ANSWER_IN_TIME);

            inParallel(all.stream()
                    .<Callable<Boolean>>map(what -> () -> {
                        book.run(orders -> orders.on(order.id(), what));
                        return true;
                    })
                    .toList());

            assertThat(book.told).hasSize(book.history(order.id()).size() - 1).doesNotHaveDuplicates();
            assertThat(book.view(order.id()).status()).isNotEqualTo(OrderStatus.PLACED);
        }
    }

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    void aTimeInWhichNobodyCanAnswerIsRefused() {
        Timeouts timeouts = new Timeouts();
        timeouts.timeout = Duration.ofMillis(999);
        assertThatIllegalArgumentException()
                .isThrownBy(timeouts::check)
                .withMessageContaining("gatehouse.orders.timeout");

        timeouts.timeout = Duration.ofSeconds(1);
        timeouts.check();
    }

    private void endAll() {
        boolean more = true;
        while (more) {
            more = book.endBatch();
        }
    }

    private static void atOnce(Callable<Boolean> work) throws Exception {
        inParallel(Collections.nCopies(INSTANCES, work));
    }

    private static void inParallel(List<Callable<Boolean>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
            assertThat(done).hasSize(work.size());
        } finally {
            threads.shutdown();
        }
    }
}
