package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.orders.pricing.Money;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One golden document for each event, read by the tests of its producer and of its consumers. */
class OrderContractTest {
    private static final UUID ORDER = UUID.fromString("5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01");
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");

    static Stream<Record> events() {
        return Stream.of(
                new OrderPlaced(ORDER, USER, List.of(new OrderPlaced.Line(PRODUCT, 2))),
                new OrderConfirmed(ORDER, USER, Money.of("2400", Currency.getInstance("EUR"))),
                new OrderRejected(ORDER, USER, "OUT_OF_STOCK"),
                new OrderCancelled(ORDER, USER, "CANCELLED_BY_OWNER", null),
                new OrderTimedOut(ORDER, USER));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesEachEventAsAgreed(Record event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy(event);
    }

    @Test
    void writesThatTheOwnerHasLeftAsAgreed() {
        ObjectNode golden = (ObjectNode) EventContract.of("OrderCancelled").golden();
        golden.set("data", Json.TOLERANT.valueToTree(new OrderCancelled(ORDER, USER, "CANCELLED_BY_OWNER", true)));

        assertThat(golden.at("/data/ownerLeft").asBoolean()).isTrue();
        assertThat(EventContract.of("OrderCancelled").breaches(golden)).isEmpty();
    }

    @Test
    void writesNoOthers() {
        assertThat(events().map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(EventContract.typesOf("orders"));
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

    @Test
    void readsStockReleasedAsProductsWriteIt() {
        String reason =
                EventContract.of("StockReleased").golden().at("/data/reason").asText();

        assertThat(EventContract.of("StockReleased").readAs(StockAnswers.StockReleased.class))
                .isEqualTo(new StockAnswers.StockReleased(ORDER, reason));
    }

    @Test
    void readsWhoIsAUserNoLonger() {
        assertThat(EventContract.of("UserDeleted").readAs(UserDeleted.class)).isEqualTo(new UserDeleted(USER));
    }
}
