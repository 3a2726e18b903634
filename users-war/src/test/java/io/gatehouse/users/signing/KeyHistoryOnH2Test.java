package io.gatehouse.users.signing;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class KeyHistoryOnH2Test extends KeyHistoryContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
