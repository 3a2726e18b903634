package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private final Product product = new Product(new NewProduct("Laptop", null, new NewPrice("1200", "EUR"), 50), NOW);

    @Test
    void showsWhatWasSaidAndHowManyAreLeft() {
        assertThat(product.view(47))
                .isEqualTo(
                        new ProductView(product.id(), "Laptop", null, new NewPrice("1200.00", "EUR").money(), 47, NOW));
    }

    @Test
    void leavesOutAnAbsentDescription() {
        assertThat(Json.STRICT.valueToTree(product.view(1)).fieldNames())
                .toIterable()
                .containsExactly("id", "name", "price", "stock", "createdAt");
    }

    @Test
    void saysThatItWasCreated() {
        assertThat(product.created(50))
                .isEqualTo(new ProductCreated(product.id(), "Laptop", new NewPrice("1200", "EUR").money(), 50));
    }
}
