package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.orders.pricing.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private final UUID user = UUID.randomUUID();
    private final UUID laptop = UUID.randomUUID();
    private final UUID cable = UUID.randomUUID();
    private final Order order = new Order(
            user, List.of(new OrderLine(laptop, 2, euros("1200")), new OrderLine(cable, 3, euros("0.10"))), NOW);

    @Test
    void beginsPlacedWithItsTotal() {
        assertThat(order.view())
                .isEqualTo(new OrderView(
                        order.id(),
                        Order.Status.PLACED,
                        null,
                        List.of(
                                new OrderView.Line(laptop, 2, euros("1200"), euros("2400")),
                                new OrderView.Line(cable, 3, euros("0.10"), euros("0.30"))),
                        euros("2400.30"),
                        NOW));
    }

    @Test
    void saysWhatIsWanted() {
        assertThat(order.placed())
                .isEqualTo(new OrderPlaced(
                        order.id(), user, List.of(new OrderPlaced.Line(laptop, 2), new OrderPlaced.Line(cable, 3))));
    }

    @Test
    void isConfirmedWhenItsStockIsReserved() {
        assertThat(order.confirm()).contains(new OrderConfirmed(order.id(), user, euros("2400.30")));
        assertThat(order.view().status()).isEqualTo(Order.Status.CONFIRMED);
        assertThat(order.view().reason()).isNull();
    }

    @Test
    void isRejectedWithItsReason() {
        assertThat(order.reject("OUT_OF_STOCK")).contains(new OrderRejected(order.id(), user, "OUT_OF_STOCK"));
        assertThat(order.view().status()).isEqualTo(Order.Status.REJECTED);
        assertThat(order.view().reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void staysConfirmedWhateverComesLater() {
        order.confirm();

        assertThat(order.confirm()).isEmpty();
        assertThat(order.reject("OUT_OF_STOCK")).isEmpty();
        assertThat(order.view().status()).isEqualTo(Order.Status.CONFIRMED);
        assertThat(order.view().reason()).isNull();
    }

    @Test
    void staysRejectedForTheFirstReasonWhateverComesLater() {
        order.reject("OUT_OF_STOCK");

        assertThat(order.confirm()).isEmpty();
        assertThat(order.reject("UNKNOWN_PRODUCT")).isEmpty();
        assertThat(order.view().status()).isEqualTo(Order.Status.REJECTED);
        assertThat(order.view().reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void belongsToWhoPlacedIt() {
        assertThat(order.belongsTo(user)).isTrue();
        assertThat(order.belongsTo(UUID.randomUUID())).isFalse();
    }

    @Test
    void showsAReasonOnlyWhenThereIsOne() {
        assertThat(Json.STRICT.valueToTree(order.view()).has("reason")).isFalse();
        order.reject("OUT_OF_STOCK");
        assertThat(Json.STRICT.valueToTree(order.view()).get("reason").asText()).isEqualTo("OUT_OF_STOCK");
    }

    private static Money euros(String amount) {
        return Money.of(amount, Currency.getInstance("EUR"));
    }
}
