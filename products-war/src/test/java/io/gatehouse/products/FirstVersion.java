package io.gatehouse.products;

import io.gatehouse.products.price.NewPrice;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database as the first version left it. */
final class FirstVersion {
    static final UUID PRODUCT = new UUID(1, 1);
    static final UUID RESERVED = new UUID(1, 2);
    static final UUID REJECTED = new UUID(1, 3);
    static final UUID SOLD_OUT = new UUID(1, 4);
    static final ProductView VIEW = new ProductView(
            PRODUCT,
            "Old",
            null,
            new NewPrice("9.99", "EUR").money(Catalogue.EUR),
            null,
            7,
            Instant.parse("2025-12-31T23:59:59.000001Z"));

    private FirstVersion() {}

    static void fill(DataSource dataSource) throws SQLException {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target("1.2")
                .load()
                .migrate();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into product (id, name, price_amount, price_currency, created_at, version)"
                    + " values ('" + PRODUCT + "', 'Old', 9.99, 'EUR', '2025-12-31 23:59:59.000001+00', 4),"
                    + " ('" + SOLD_OUT + "', 'Old and gone', 9.99, 'EUR', '2025-12-31 23:59:59+00', 0)");
            statement.execute("insert into stock_level (product_id, available)" + " values ('" + PRODUCT + "', 7), ('"
                    + SOLD_OUT + "', 0)");
            statement.execute("insert into reservation (order_id, outcome, decided_at) values ('" + RESERVED
                    + "', 'RESERVED', '2025-12-31 23:59:59+00'), ('" + REJECTED
                    + "', 'REJECTED', '2025-12-31 23:59:59+00')");
            statement.execute("insert into reserved_quantity (order_id, product_id, quantity) values ('" + RESERVED
                    + "', '" + PRODUCT + "', 3)");
        }
    }
}
