package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class NotificationsOnPostgresTest extends NotificationsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
