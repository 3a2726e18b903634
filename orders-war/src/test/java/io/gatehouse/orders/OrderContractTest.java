package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.orders.pricing.Money;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One golden document for each event, read by the tests of its producer and of its consumers. */
class OrderContractTest {
    private static final UUID ORDER = UUID.fromString("5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01");
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");

    @Test
    void writesOrderPlacedAsAgreed() {
        EventContract.of("OrderPlaced")
                .isKeptBy(new OrderPlaced(ORDER, USER, List.of(new OrderPlaced.Line(PRODUCT, 2))));
    }

    @Test
    void writesOrderConfirmedAsAgreed() {
        EventContract.of("OrderConfirmed")
                .isKeptBy(new OrderConfirmed(ORDER, USER, Money.of("2400", Currency.getInstance("EUR"))));
    }

    @Test
    void writesOrderRejectedAsAgreed() {
        EventContract.of("OrderRejected").isKeptBy(new OrderRejected(ORDER, USER, "OUT_OF_STOCK"));
    }

    @Test
    void readsStockReservedAsProductsWriteIt() {
        assertThat(EventContract.of("StockReserved").readAs(StockAnswers.StockReserved.class))
                .isEqualTo(new StockAnswers.StockReserved(ORDER));
    }

    @Test
    void readsStockRejectedAsProductsWriteIt() {
        assertThat(EventContract.of("StockRejected").readAs(StockAnswers.StockRejected.class))
                .isEqualTo(new StockAnswers.StockRejected(ORDER, "OUT_OF_STOCK"));
    }
}
