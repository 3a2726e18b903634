package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.EventContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services read of us; their tests read the same files. */
class ProductContractTest {
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");
    private static final Money PRICE = new NewPrice("1200.00", "EUR").money();

    @Test
    void writesTheEventAsAgreed() {
        EventContract.of("ProductCreated").isKeptBy(new ProductCreated(PRODUCT, "Laptop", PRICE, 50));
    }

    @Test
    void writesPricesAsAgreed() throws IOException {
        Path golden = Path.of("src/test/resources/contract/ProductPrices.json");

        assertThat(Json.STRICT.<JsonNode>valueToTree(List.of(new ProductPrice(PRODUCT, PRICE))))
                .isEqualTo(Json.STRICT.readTree(golden.toFile()));
    }
}
