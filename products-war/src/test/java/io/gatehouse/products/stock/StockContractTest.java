package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One file for each event, read by the tests of its producer and of its consumers. */
class StockContractTest {
    private static final UUID ORDER = UUID.fromString("5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01");
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");

    @Test
    void writesStockReservedAsAgreed() throws IOException {
        assertThat(Json.STRICT.<JsonNode>valueToTree(new StockReserved(ORDER)))
                .isEqualTo(Json.STRICT.readTree(golden("products", "StockReserved")));
    }

    @Test
    void writesStockRejectedAsAgreed() throws IOException {
        assertThat(Json.STRICT.<JsonNode>valueToTree(
                        new StockRejected(ORDER, StockRejected.Reason.OUT_OF_STOCK, PRODUCT)))
                .isEqualTo(Json.STRICT.readTree(golden("products", "StockRejected")));
    }

    @Test
    void readsOrderPlacedAsOrdersWriteIt() throws IOException {
        OrderPlaced order = Json.TOLERANT.readValue(golden("orders", "OrderPlaced"), OrderPlaced.class);

        assertThat(order).isEqualTo(new OrderPlaced(ORDER, List.of(new OrderPlaced.Line(PRODUCT, 2))));
    }

    private static File golden(String producer, String event) {
        return Path.of("../" + producer + "-war/src/test/resources/contract", event + ".json")
                .toFile();
    }
}
