package io.gatehouse.orders;

import static io.gatehouse.orders.OrderBook.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Pages;
import io.gatehouse.orders.pricing.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of orders, on every database. */
abstract class OrdersContract extends BookContract {
    @Test
    void keepsAnOrderAsItWasPlaced() {
        OrderLine[] lines = IntStream.range(0, 50)
                .mapToObj(i -> new OrderLine(UUID.randomUUID(), 1000, money("9999999.99", "EUR")))
                .toArray(OrderLine[]::new);

        Order order = book.place(user, lines);

        assertThat(book.view(order.id())).isEqualTo(order.view());
        assertThat(book.view(order.id()).total()).isEqualTo(money("499999999500.00", "EUR"));
        assertThat(book.history(order.id()))
                .containsExactly(
                        new Milestone(OrderStatus.PLACED, null, order.view().createdAt()));
        assertThat(book.told).containsExactly(order.placed());
    }

    @Test
    void keepsTheDecimalsOfEachCurrency() {
        Order yen = book.place(user, line("1200", "JPY"));
        Order dinar = book.place(user, line("0.001", "KWD"));

        assertThat(book.view(yen.id()).total()).isEqualTo(money("1200", "JPY"));
        assertThat(book.view(dinar.id()).lines().get(0).unitPrice()).isEqualTo(money("0.001", "KWD"));
    }

    @Test
    void keepsWhatBecameOfIt() {
        Order order = book.place(user, 1);
        Instant placed = book.clock.instant();
        book.clock.advance(Duration.ofSeconds(1));

        book.run(orders -> orders.on(order.id(), Occurrence.STOCK_RESERVED));
        book.run(orders -> orders.on(order.id(), Occurrence.STOCK_RESERVED));
        book.run(orders -> orders.on(order.id(), Occurrence.RESERVATION_EXPIRED));

        assertThat(book.view(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(book.view(order.id()).reason()).isEqualTo("RESERVATION_EXPIRED");
        assertThat(book.view(order.id()).updatedAt()).isEqualTo(placed.plusSeconds(1));
        assertThat(book.version(order.id())).isEqualTo(2);
        assertThat(book.history(order.id()))
                .containsExactly(
                        new Milestone(OrderStatus.PLACED, null, placed),
                        new Milestone(OrderStatus.CONFIRMED, null, placed.plusSeconds(1)),
                        new Milestone(OrderStatus.CANCELLED, "RESERVATION_EXPIRED", placed.plusSeconds(1)));
        assertThat(book.told)
                .containsExactly(
                        order.placed(),
                        new OrderConfirmed(order.id(), user, money("0.01", "EUR")),
                        new OrderCancelled(order.id(), user, "RESERVATION_EXPIRED", null));
    }

    @Test
    void keepsWhyItWasRejected() {
        Order order = book.place(user, 1);

        book.run(orders -> orders.rejected(order.id(), "OUT_OF_STOCK"));

        assertThat(book.view(order.id()).status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(book.view(order.id()).reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void anOrderThatHasEndedIsNotCancelledAndOneThatIsCancelledStaysSo() {
        Order rejected = book.place(user, 1);
        Order cancelled = book.place(user, 1);
        book.run(orders -> orders.rejected(rejected.id(), "OUT_OF_STOCK"));
        book.run(orders -> cancel(orders, cancelled));
        book.told.clear();

        book.run(orders -> cancel(orders, cancelled));

        assertThat(book.version(cancelled.id())).isEqualTo(1);
        assertThatThrownBy(() -> book.run(orders -> cancel(orders, rejected))).hasMessageContaining("ORDER_FINAL");
        assertThat(book.told).isEmpty();
    }

    @Test
    void findsNothingThatIsNotThere() {
        UUID nothing = UUID.randomUUID();

        assertThat(book.<Boolean>ask(orders -> orders.find(nothing).isPresent()))
                .isFalse();
        book.run(orders -> orders.on(nothing, Occurrence.STOCK_RESERVED));
        book.run(orders -> orders.rejected(nothing, "OUT_OF_STOCK"));
        assertThat(book.told).isEmpty();
    }

    @Test
    void listsTheNewestFirstAndGoesOnBehindTheLastOne() {
        UUID third = book.place(user, 1).id();
        book.clock.advance(Duration.ofSeconds(1));
        UUID second = book.place(user, 1).id();
        book.clock.advance(Duration.ofSeconds(1));
        UUID first = book.place(user, 1).id();
        book.place(UUID.randomUUID(), 1);

        Page<Order> page = page(filter(null, null, null), user, Pages.first(2));

        assertThat(page.items()).extracting(Order::id).containsExactly(first, second);
        assertThat(page(filter(null, null, null), user, Pages.after(page, 2)).items())
                .extracting(Order::id)
                .containsExactly(third);
    }

    @Test
    void aFilterLeavesThoseOfWhichAllIsTrue() {
        Instant start = book.clock.instant();
        UUID early = book.place(user, 1).id();
        book.clock.advance(Duration.ofMinutes(1));
        UUID late = book.place(user, 1).id();
        book.run(orders -> orders.on(late, Occurrence.STOCK_RESERVED));

        assertThat(found(filter(null, null, null))).containsExactly(late, early);
        assertThat(found(filter(OrderStatus.CONFIRMED, null, null))).containsExactly(late);
        assertThat(found(filter(null, start.plusSeconds(60), null))).containsExactly(late);
        assertThat(found(filter(null, null, start.plusSeconds(60)))).containsExactly(early);
        assertThat(found(filter(OrderStatus.PLACED, start, start.plusSeconds(1))))
                .containsExactly(early);
        assertThat(found(filter(OrderStatus.REJECTED, start, null))).isEmpty();
    }

    @Test
    void administratorsSeeTheOrdersOfAllOrOfOne() {
        UUID mine = book.place(user, 1).id();
        UUID others = book.place(UUID.randomUUID(), 1).id();
        OrderFilter ofOne = new OrderFilter();
        ofOne.user = user;

        List<UUID> all = book.ask(orders ->
                orders.page(new OrderFilter().seenBy(UUID.randomUUID(), true), Pages.first(100)).items().stream()
                        .map(Order::id)
                        .toList());
        List<UUID> one =
                book.ask(orders -> orders.page(ofOne.seenBy(UUID.randomUUID(), true), Pages.first(100)).items().stream()
                        .map(Order::id)
                        .toList());

        assertThat(all).contains(mine, others);
        assertThat(one).containsExactly(mine);
    }

    private static void cancel(Orders orders, Order order) {
        orders.cancel(orders.locked(order.id()).orElseThrow(), Occurrence.CANCELLED_BY_OWNER);
    }

    private List<UUID> found(OrderFilter filter) {
        return page(filter, user, new PageRequest()).items().stream()
                .map(Order::id)
                .toList();
    }

    private Page<Order> page(OrderFilter filter, UUID caller, PageRequest request) {
        return book.ask(orders -> orders.page(filter.seenBy(caller, false), request));
    }

    private static OrderFilter filter(@Nullable OrderStatus status, @Nullable Instant from, @Nullable Instant to) {
        OrderFilter filter = new OrderFilter();
        filter.status = status;
        filter.from = from;
        filter.to = to;
        return filter;
    }

    private static Money money(String amount, String currency) {
        return Money.of(amount, Currency.getInstance(currency));
    }
}
