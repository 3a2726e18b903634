package io.gatehouse.products.stock;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ReservationsOnH2Test extends ReservationsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
