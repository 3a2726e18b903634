package io.gatehouse.products.stock;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

class ReservationsOnH2Test extends ReservationsContract {
    @Override
    DataSource dataSource() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:reservations;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "");
    }
}
