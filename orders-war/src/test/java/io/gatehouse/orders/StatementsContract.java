package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.Pages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How often the database is asked, on every database: however many orders and lines there are, the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementsContract {
    private final UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private WatchedDataSource watched;

    @SuppressWarnings("NullAway.Init")
    private OrderBook book;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        watched = new WatchedDataSource(dataSource());
        book = new OrderBook(watched.dataSource());
    }

    @AfterAll
    void close() {
        book.close();
    }

    @Test
    void aPageOfTwentyIsReadWithItsLinesInTwo() {
        for (int i = 0; i < 25; i++) {
            book.clock.advance(Duration.ofMillis(1));
            book.place(user, 5);
        }

        int asked = watched.count(() -> {
            List<OrderView> page = book.ask(orders ->
                    orders.page(new OrderFilter().seenBy(user, false), Pages.first(20)).items().stream()
                            .map(Order::view)
                            .toList());
            assertThat(page)
                    .hasSize(20)
                    .allSatisfy(order -> assertThat(order.lines()).hasSize(5));
        });

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anOrderIsReadWithItsLinesInTwo() {
        UUID order = book.place(user, 50).id();

        assertThat(watched.count(() -> assertThat(book.view(order).lines()).hasSize(50)))
                .isEqualTo(2);
        assertThat(watched.count(() -> assertThat(book.history(order)).hasSize(1)))
                .isEqualTo(2);
    }

    /** The order, its lines and its first state; the event and the audit come on top. */
    @Test
    void anOrderIsPlacedInThreeHoweverManyLinesItHas() {
        assertThat(watched.count(() -> book.place(user, 1))).isEqualTo(3);
        assertThat(watched.count(() -> book.place(user, 50))).isEqualTo(3);
    }

    /** The row with its lock, its states so far, the new state, the row. */
    @Test
    void anAnswerAboutTheStockTakesEffectInFour() {
        UUID order = book.place(user, 50).id();

        assertThat(watched.count(() -> book.run(orders -> orders.on(order, Occurrence.STOCK_RESERVED))))
                .isEqualTo(4);
        assertThat(watched.count(() -> book.run(orders -> orders.on(order, Occurrence.STOCK_RESERVED))))
                .isEqualTo(1);
    }

    @Test
    void whatIsDueIsReadAtOnceAndWithoutItsLines() {
        IntStream.range(0, 10).forEach(i -> book.place(user, 3));
        book.clock.advance(OrderBook.TIMEOUT);

        int asked = watched.count(() -> book.endBatch());

        int ended =
                (int) book.told.stream().filter(OrderTimedOut.class::isInstance).count();
        assertThat(ended).isGreaterThanOrEqualTo(10);
        assertThat(asked).isEqualTo(2 + 2 * ended);
    }
}
