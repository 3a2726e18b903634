package io.gatehouse.users.account;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class IntroductionsOnH2Test extends IntroductionsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
