package io.gatehouse.users.login;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LoginStatementsOnH2Test extends LoginStatementsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
