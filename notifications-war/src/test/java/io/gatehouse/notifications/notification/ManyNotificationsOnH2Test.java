package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ManyNotificationsOnH2Test extends ManyNotificationsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
