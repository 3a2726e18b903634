package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class FeedOnH2Test extends FeedContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
