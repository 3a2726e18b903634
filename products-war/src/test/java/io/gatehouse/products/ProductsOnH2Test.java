package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ProductsOnH2Test extends ProductsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }

    /** Letters are compared, one after the other, and none means more than itself. */
    @Test
    void wordsAreFoundByTheirLetters() {
        add("50%_off!", null, "5", 1);
        add("50 off", null, "5", 1);

        assertThat(found(filter -> filter.q = "0%_O")).containsExactly("50%_off!");
        assertThat(found(filter -> filter.q = "f!")).containsExactly("50%_off!");
        assertThat(found(filter -> filter.q = "  of\t50 ")).containsExactlyInAnyOrder("50%_off!", "50 off");
    }
}
