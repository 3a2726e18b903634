package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class DeparturesOnH2Test extends DeparturesContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
