package io.gatehouse.orders;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

class OrdersOnH2Test extends OrdersContract {
    @Override
    DataSource dataSource() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:orders;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "");
    }
}
