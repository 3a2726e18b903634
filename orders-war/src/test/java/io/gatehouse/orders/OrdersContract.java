package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.orders.pricing.Money;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is kept of orders, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrdersContract {
    private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00.123456Z");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new Database(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void keepsAnOrderAsItWasPlaced() {
        List<OrderLine> lines = IntStream.range(0, 50)
                .mapToObj(i -> new OrderLine(UUID.randomUUID(), 1000, money("9999999.99", "EUR")))
                .toList();
        Order order = new Order(UUID.randomUUID(), lines, MORNING);

        keep(order);

        assertThat(view(order.id())).isEqualTo(order.view());
        assertThat(view(order.id()).total()).isEqualTo(money("499999999500.00", "EUR"));
    }

    @Test
    void keepsTheDecimalsOfEachCurrency() {
        Order yen = order(UUID.randomUUID(), MORNING, "1200", "JPY");
        Order dinar = order(UUID.randomUUID(), MORNING, "0.001", "KWD");

        assertThat(view(yen.id()).total()).isEqualTo(money("1200", "JPY"));
        assertThat(view(dinar.id()).lines().get(0).unitPrice()).isEqualTo(money("0.001", "KWD"));
    }

    @Test
    void keepsWhatBecameOfIt() {
        Order order = order(UUID.randomUUID(), MORNING, "1", "EUR");

        database.inTransaction(
                entities -> orders(entities).find(order.id()).orElseThrow().reject("OUT_OF_STOCK"));

        assertThat(view(order.id()).status()).isEqualTo(Order.Status.REJECTED);
        assertThat(view(order.id()).reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void listsTheOrdersOfOneUserNewestFirst() {
        UUID user = UUID.randomUUID();
        Order early = order(user, MORNING, "1", "EUR");
        Order late = order(user, MORNING.plusSeconds(1), "1", "EUR");
        order(UUID.randomUUID(), MORNING, "1", "EUR");

        List<UUID> found =
                database.inTransaction(entities -> orders(entities).page(user, new PageRequest()).items().stream()
                        .map(Order::id)
                        .toList());

        assertThat(found).containsExactly(late.id(), early.id());
    }

    @Test
    void findsNothingThatIsNotThere() {
        boolean found = database.inTransaction(
                entities -> orders(entities).find(UUID.randomUUID()).isPresent());

        assertThat(found).isFalse();
    }

    private Order order(UUID user, Instant now, String amount, String currency) {
        Order order = new Order(user, List.of(new OrderLine(UUID.randomUUID(), 1, money(amount, currency))), now);
        keep(order);
        return order;
    }

    private void keep(Order order) {
        database.inTransaction(entities -> {
            entities.persist(order);
            return order;
        });
    }

    private OrderView view(UUID id) {
        return database.inTransaction(
                entities -> orders(entities).find(id).orElseThrow().view());
    }

    private static Orders orders(EntityManager entities) {
        Orders orders = new Orders();
        orders.entities = entities;
        return orders;
    }

    private static Money money(String amount, String currency) {
        return Money.of(amount, Currency.getInstance(currency));
    }
}
