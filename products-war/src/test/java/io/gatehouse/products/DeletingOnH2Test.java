package io.gatehouse.products;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class DeletingOnH2Test extends DeletingContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
