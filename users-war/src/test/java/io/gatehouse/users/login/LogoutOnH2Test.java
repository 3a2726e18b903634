package io.gatehouse.users.login;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LogoutOnH2Test extends LogoutContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
