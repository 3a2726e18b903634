package io.gatehouse.products.category;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class CategoriesOnH2Test extends CategoriesContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
