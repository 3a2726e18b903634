package io.gatehouse.users.account;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class AdministrationOnH2Test extends AdministrationContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
