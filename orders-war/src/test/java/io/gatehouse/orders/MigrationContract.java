package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the first version kept is there in the newest one, and goes on, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationContract {
    private static final UUID USER = new UUID(1, 1);
    private static final UUID OPEN = new UUID(1, 2);
    private static final UUID REJECTED = new UUID(1, 3);
    private static final Instant THEN = Instant.parse("2025-12-31T23:59:59.000001Z");

    abstract DataSource dataSource() throws Exception;

    @Test
    void takesOrdersOfTheFirstVersionAlong() throws Exception {
        DataSource source = dataSource();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target("1.1")
                .load()
                .migrate();
        insert(source);

        try (OrderBook book = new OrderBook(source)) {
            OrderView open = book.view(OPEN);
            assertThat(open.status()).isEqualTo(OrderStatus.PLACED);
            assertThat(open.userId()).isEqualTo(USER);
            assertThat(open.lines()).hasSize(2);
            assertThat(open.total().amount()).isEqualTo("2400.30");
            assertThat(open.createdAt()).isEqualTo(THEN);
            assertThat(open.updatedAt()).isEqualTo(THEN);
            assertThat(book.history(OPEN)).containsExactly(new Milestone(OrderStatus.PLACED, null, THEN));
            assertThat(book.history(REJECTED))
                    .containsExactly(
                            new Milestone(OrderStatus.PLACED, null, THEN),
                            new Milestone(OrderStatus.REJECTED, "OUT_OF_STOCK", THEN));

            book.endBatch();

            assertThat(book.history(OPEN))
                    .containsExactly(
                            new Milestone(OrderStatus.PLACED, null, THEN),
                            new Milestone(OrderStatus.TIMED_OUT, "NO_ANSWER_IN_TIME", OrderBook.MORNING));
            assertThat(book.version(OPEN)).isEqualTo(1);
            assertThat(book.version(REJECTED)).isEqualTo(1);
        }
    }

    private static void insert(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into customer_order values" + order(OPEN, "'PLACED', null", 0) + ","
                    + order(REJECTED, "'REJECTED', 'OUT_OF_STOCK'", 1));
            for (int position = 0; position < 2; position++) {
                statement.executeUpdate("insert into order_line values ('" + OPEN + "', " + position + ", '"
                        + UUID.randomUUID() + "', 2, 1200.15, 'EUR')");
            }
        }
    }

    private static String order(UUID id, String outcome, int version) {
        return " ('" + id + "', '" + USER + "', " + outcome + ", 2400.30, 'EUR', '" + "2025-12-31 23:59:59.000001+00"
                + "', " + version + ")";
    }
}
