package io.gatehouse.users.lockout;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LockoutOnH2Test extends LockoutContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
