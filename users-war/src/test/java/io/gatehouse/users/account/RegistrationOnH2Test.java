package io.gatehouse.users.account;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class RegistrationOnH2Test extends RegistrationContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
