package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.EventContract;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One golden document for each event, read by the tests of its producer and of its consumers. */
class StockContractTest {
    private static final UUID ORDER = UUID.fromString("5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01");
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");

    static Stream<Record> events() {
        return Stream.of(
                new StockReserved(ORDER),
                new StockRejected(ORDER, StockRejected.Reason.OUT_OF_STOCK, PRODUCT),
                new StockReleased(ORDER, StockReleased.Reason.ORDER_CANCELLED),
                new StockChanged(PRODUCT, 60));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesEachEventAsAgreed(Record event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy(event);
    }

    @Test
    void readsOrderPlacedAsOrdersWriteIt() {
        assertThat(EventContract.of("OrderPlaced").readAs(OrderPlaced.class))
                .isEqualTo(new OrderPlaced(ORDER, List.of(new OrderPlaced.Line(PRODUCT, 2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderConfirmed", "OrderCancelled", "OrderTimedOut"})
    void readsWhatBecomesOfAnOrderAsOrdersWriteIt(String type) {
        assertThat(EventContract.of(type).readAs(OrderNews.class)).isEqualTo(new OrderNews(ORDER));
    }
}
