package io.gatehouse.users.signing;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class KeyListOnH2Test extends KeyListContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
