package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TellingOnH2Test extends TellingContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
