package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.Pages;
import io.gatehouse.kernel.testing.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With 200,000 orders of 2,000 users every question is answered by an index, and nothing is sorted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansOnPostgresTest {
    private static final UUID USER = UUID.fromString("00000000-0000-4000-8000-000000000007");
    private static final Instant FROM = Instant.parse("2026-01-02T00:00:00Z");

    private final DataSource postgres = Databases.postgres();
    private final WatchedDataSource watched = new WatchedDataSource(postgres);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private OrderBook book;

    @BeforeAll
    void fill() throws SQLException {
        book = new OrderBook(watched.dataSource());
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into customer_order
                        (id, user_id, status, total_amount, total_currency, created_at, updated_at, version)
                    select gen_random_uuid(),
                        ('00000000-0000-4000-8000-' || lpad((n % 2000)::text, 12, '0'))::uuid,
                        case when n % 1000 = 0 then 'PLACED' when n % 100 = 1 then 'REJECTED' else 'CONFIRMED' end,
                        10, 'EUR', timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', now(), 1
                    from generate_series(1, 200000) as s (n)""");
            statement.execute("insert into order_line select id, p, gen_random_uuid(), 1, 5, 'EUR'"
                    + " from customer_order, generate_series(0, 1) as s (p)");
            statement.execute("insert into order_history select id, 0, 'PLACED', null, created_at from customer_order");
            statement.execute("vacuum analyze");
        }
    }

    @AfterAll
    void stop() {
        book.close();
    }

    @Test
    void whatAUserHasOrderedIsFoundByTheIndexOfUsers() {
        assertPages("order_of_user", filter(null, null, null), false);
        assertPages("order_of_user", filter(null, null, FROM), false);
    }

    @Test
    void whatAdministratorsAskForOneUserIsFoundByTheSame() {
        assertPages("order_of_user", filter(null, USER, null), true);
        assertPages("order_of_user", filter(OrderStatus.CONFIRMED, USER, FROM), true);
    }

    @Test
    void theOrdersOfAllAreFoundByTheirTime() {
        assertPages("order_by_time", filter(null, null, null), true);
        assertPages("order_by_time", filter(null, null, FROM), true);
    }

    @Test
    void thoseInOneStateAreFoundByTheIndexOfStates() {
        assertPages("order_by_status", filter(OrderStatus.PLACED, null, null), true);
        assertPages("order_by_status", filter(OrderStatus.REJECTED, null, FROM), true);
    }

    @Test
    void whatIsDueIsFoundByTheIndexOfStates() {
        List<String> plans = plans(() -> assertThat(book.endBatch()).isTrue());

        assertThat(plans.get(0)).contains("order_by_status").doesNotContain("Sort");
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
    }

    @Test
    void whatIsForgottenIsFoundByTheIndexOfUsers() {
        UUID leaving = UUID.fromString("00000000-0000-4000-8000-000000000009");

        List<String> plans = plans(() -> book.run(orders -> orders.forgetSome(new Departure(leaving, FROM))));

        assertThat(plans.get(0)).contains("order_of_user");
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
    }

    private void assertPages(String index, OrderFilter filter, boolean admin) {
        Page<Order> first = assertPlan(index, () -> page(filter, admin, null));
        Page<Order> second = assertPlan(index, () -> page(filter, admin, first));

        assertThat(second.items()).hasSize(20).doesNotContainAnyElementsOf(first.items());
    }

    private Page<Order> page(OrderFilter filter, boolean admin, @Nullable Page<Order> before) {
        return book.ask(orders -> {
            Page<Order> page =
                    orders.page(filter.seenBy(USER, admin), before == null ? Pages.first(20) : Pages.after(before, 20));
            assertThat(page.items())
                    .allSatisfy(order -> assertThat(order.view().lines()).hasSize(2));
            return page;
        });
    }

    private <T> T assertPlan(String index, Supplier<T> work) {
        @Nullable Object[] result = new Object[1];
        List<String> plans = plans(() -> result[0] = work.get());

        assertThat(plans).hasSize(2);
        assertThat(plans.get(0)).contains(index);
        assertThat(plans.get(1)).contains("order_line_pkey");
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
        assertThat(plans.get(0)).doesNotContain("Sort");
        @SuppressWarnings("unchecked") // what the supplier gave
        T given = (T) result[0];
        return given;
    }

    private List<String> plans(Runnable work) {
        watched.plans.clear();
        watched.wantsPlans = true;
        try {
            work.run();
        } finally {
            watched.wantsPlans = false;
        }
        return List.copyOf(watched.plans);
    }

    private static OrderFilter filter(@Nullable OrderStatus status, @Nullable UUID user, @Nullable Instant from) {
        OrderFilter filter = new OrderFilter();
        filter.status = status;
        filter.user = user;
        filter.from = from;
        return filter;
    }
}
