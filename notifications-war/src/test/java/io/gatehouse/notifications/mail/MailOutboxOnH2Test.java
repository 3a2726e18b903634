package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MailOutboxOnH2Test extends MailOutboxContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
