package io.gatehouse.users.session;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SessionsMemoryOnH2Test extends SessionsMemoryContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
