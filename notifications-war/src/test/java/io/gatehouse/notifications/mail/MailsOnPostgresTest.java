package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MailsOnPostgresTest extends MailsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
