package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MailsOnH2Test extends MailsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
