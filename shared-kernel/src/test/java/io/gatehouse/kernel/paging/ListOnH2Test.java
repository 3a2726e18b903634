package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ListOnH2Test extends ListContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
