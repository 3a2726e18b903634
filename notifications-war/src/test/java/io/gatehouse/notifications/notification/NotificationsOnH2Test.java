package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class NotificationsOnH2Test extends NotificationsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
