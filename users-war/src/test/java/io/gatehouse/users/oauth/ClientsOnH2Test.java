package io.gatehouse.users.oauth;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ClientsOnH2Test extends ClientsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
