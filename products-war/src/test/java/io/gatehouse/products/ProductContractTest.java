package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.products.price.Money;
import io.gatehouse.products.price.NewPrice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other services read of us; their tests read the same files. */
class ProductContractTest {
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");
    private static final UUID CATEGORY = UUID.fromString("3e1f7c52-0b1d-4c1a-8a55-9d0e6f7a8b09");
    private static final Money PRICE = new NewPrice("1200.00", "EUR").money(Catalogue.EUR);

    static Stream<Record> events() {
        return Stream.of(
                new ProductCreated(PRODUCT, "Laptop", PRICE, null, 50),
                new ProductChanged(PRODUCT, "Laptop", "Thin and light", CATEGORY),
                new PriceChanged(PRODUCT, PRICE),
                new ProductDeleted(PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesEachEventAsAgreed(Record event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy(event);
    }

    @Test
    void writesNoOthersButThoseOfTheStock() {
        assertThat(EventContract.typesOf("products"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                events().map(event -> event.getClass().getSimpleName()),
                                Stream.of("StockChanged", "StockReleased", "StockReserved", "StockRejected"))
                        .toList());
    }

    @Test
    void writesTheCategoryOfANewProductAsAgreed() {
        ObjectNode document = (ObjectNode) EventContract.of("ProductCreated").golden();
        document.set("data", Json.STRICT.valueToTree(new ProductCreated(PRODUCT, "Laptop", PRICE, CATEGORY, 50)));

        assertThat(EventContract.of("ProductCreated").breaches(document)).isEmpty();
        assertThat(document.at("/data/categoryId").asText()).isEqualTo(CATEGORY.toString());
    }

    @Test
    void writesPricesAsAgreed() throws IOException {
        Path golden = Path.of("src/test/resources/contract/ProductPrices.json");

        assertThat(Json.STRICT.<JsonNode>valueToTree(List.of(new ProductPrice(PRODUCT, PRICE))))
                .isEqualTo(Json.STRICT.readTree(golden.toFile()));
    }
}
