package io.gatehouse.products;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A million products in PostgreSQL, in a hundred categories; one of two thousand is sold out. They are there when the migrations come that make the
 * indexes, which is a tenth of the work of filling indexes that are there; and so the migrations meet a large shop, too.
 */
final class Million {
    /** One of the categories; each has 10,000 products. */
    static final String CATEGORY = "00000000-0000-4000-8000-000000000007";

    /** The most rows that a step of a plan may look at: some for each of a page, and far from all of anything. */
    static final long LOOKED_AT = 1_000;

    private Million() {}

    /** Makes a database of an earlier version, without the indexes of the list. */
    static void fill(DataSource dataSource) throws SQLException {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target("1.3")
                .load()
                .migrate();
        run(
                dataSource,
                """
                insert into category (id, name, name_key, created_at, version)
                select cast('00000000-0000-4000-8000-' || lpad(cast(n as text), 12, '0') as uuid), 'c' || n, 'c' || n,
                       timestamptz '2026-01-01 00:00:00+00', 0
                from generate_series(0, 99) as s (n)""",
                """
                insert into product (id, name, description, price_amount, price_currency, category_id, created_at,
                                     version)
                select cast(md5('p' || n) as uuid), 'Product ' || left(md5(cast(n as text)), 4),
                       'word' || n % 10000 || ' and so on', 1 + n % 5000,
                       case when n % 10 = 0 then 'USD' else 'EUR' end,
                       cast('00000000-0000-4000-8000-' || lpad(cast(n % 100 as text), 12, '0') as uuid),
                       timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', 0
                from generate_series(1, 1000000) as s (n)""",
                "insert into stock_level (product_id, available) select id, case when hashtext(cast(id as text)) % 2000 = 0"
                        + " then 0 else 1 end from product");
    }

    /** Counts what there is, as PostgreSQL does by itself after a while. */
    static void analyze(DataSource dataSource) throws SQLException {
        run(dataSource, "vacuum analyze");
    }

    /** Then one of two thousand is left. */
    static void sellWhatIsThereAndStockWhatIsNot(DataSource dataSource) throws SQLException {
        run(dataSource, "update stock_level set available = 1 - available", "vacuum analyze stock_level");
    }

    private static void run(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // Foreign keys are true here by the way in which rows are made.
            statement.execute("set session_replication_role = replica");
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
