package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MailOutboxOnPostgresTest extends MailOutboxContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
