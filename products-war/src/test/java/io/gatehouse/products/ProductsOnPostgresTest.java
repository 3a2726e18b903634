package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ProductsOnPostgresTest extends ProductsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }

    /** What PostgreSQL finds, and a comparison of letters does not. */
    @Test
    void wordsAreFoundInTheirFormsAndPhrasesAndWithoutOthers() {
        add("Thin laptops", "for travelling", "5", 1);
        add("Laptop", "thin and heavy", "5", 1);

        assertThat(found(filter -> filter.q = "laptop travel")).containsExactly("Thin laptops");
        assertThat(found(filter -> filter.q = "\"thin laptop\"")).containsExactly("Thin laptops");
        assertThat(found(filter -> filter.q = "laptop -heavy")).containsExactly("Thin laptops");
        assertThat(found(filter -> filter.q = "travel or heavy")).containsExactlyInAnyOrder("Thin laptops", "Laptop");
        assertThat(found(filter -> filter.q = "lap")).isEmpty();
    }
}
