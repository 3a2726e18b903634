package io.gatehouse.kernel.event;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class EffectsOnPostgresTest extends EffectsContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
