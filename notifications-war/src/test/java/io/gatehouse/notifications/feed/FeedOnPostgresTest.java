package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class FeedOnPostgresTest extends FeedContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
