package io.gatehouse.products.category;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

class CategoriesOnPostgresTest extends CategoriesContract {
    private final EmbeddedPostgres postgres;

    CategoriesOnPostgresTest() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @Override
    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }
}
