package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.orders.pricing.Money;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One file for each event, read by the tests of its producer and of its consumers. */
class OrderContractTest {
    private static final UUID ORDER = UUID.fromString("5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01");
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");

    @Test
    void writesOrderPlacedAsAgreed() throws IOException {
        assertWritten(new OrderPlaced(ORDER, USER, List.of(new OrderPlaced.Line(PRODUCT, 2))));
    }

    @Test
    void writesOrderConfirmedAsAgreed() throws IOException {
        assertWritten(new OrderConfirmed(ORDER, USER, Money.of("2400", Currency.getInstance("EUR"))));
    }

    @Test
    void writesOrderRejectedAsAgreed() throws IOException {
        assertWritten(new OrderRejected(ORDER, USER, "OUT_OF_STOCK"));
    }

    @Test
    void readsStockReservedAsProductsWriteIt() throws IOException {
        assertThat(Json.TOLERANT.readValue(
                        golden("products", "StockReserved"), ProductEventsConsumer.StockReserved.class))
                .isEqualTo(new ProductEventsConsumer.StockReserved(ORDER));
    }

    @Test
    void readsStockRejectedAsProductsWriteIt() throws IOException {
        assertThat(Json.TOLERANT.readValue(
                        golden("products", "StockRejected"), ProductEventsConsumer.StockRejected.class))
                .isEqualTo(new ProductEventsConsumer.StockRejected(ORDER, "OUT_OF_STOCK"));
    }

    private static void assertWritten(Record event) throws IOException {
        assertThat(Json.STRICT.<JsonNode>valueToTree(event))
                .isEqualTo(
                        Json.STRICT.readTree(golden("orders", event.getClass().getSimpleName())));
    }

    private static File golden(String producer, String event) {
        return Path.of("../" + producer + "-war/src/test/resources/contract", event + ".json")
                .toFile();
    }
}
