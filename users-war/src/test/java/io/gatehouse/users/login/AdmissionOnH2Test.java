package io.gatehouse.users.login;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class AdmissionOnH2Test extends AdmissionContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
