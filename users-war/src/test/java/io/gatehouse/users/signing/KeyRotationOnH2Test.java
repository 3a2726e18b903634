package io.gatehouse.users.signing;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class KeyRotationOnH2Test extends KeyRotationContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
