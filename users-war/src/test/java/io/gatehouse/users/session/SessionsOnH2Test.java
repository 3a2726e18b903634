package io.gatehouse.users.session;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SessionsOnH2Test extends SessionsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
