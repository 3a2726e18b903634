package io.gatehouse.users.lockout;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LockoutMemoryOnH2Test extends LockoutMemoryContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
