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
    private static final Instant LATER = NOW.plusSeconds(5);
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
                        user,
                        OrderStatus.PLACED,
                        null,
                        List.of(
                                new OrderView.Line(laptop, 2, euros("1200"), euros("2400")),
                                new OrderView.Line(cable, 3, euros("0.10"), euros("0.30"))),
                        euros("2400.30"),
                        NOW,
                        NOW));
        assertThat(order.history()).containsExactly(new Milestone(OrderStatus.PLACED, null, NOW));
    }

    @Test
    void saysWhatIsWanted() {
        assertThat(order.placed())
                .isEqualTo(new OrderPlaced(
                        order.id(), user, List.of(new OrderPlaced.Line(laptop, 2), new OrderPlaced.Line(cable, 3))));
    }

    @Test
    void isConfirmedWhenItsStockIsReserved() {
        assertThat(order.on(Occurrence.STOCK_RESERVED, LATER))
                .contains(new OrderConfirmed(order.id(), user, euros("2400.30")));
        assertThat(order.view().status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.view().reason()).isNull();
        assertThat(order.view().updatedAt()).isEqualTo(LATER);
        assertThat(order.view().createdAt()).isEqualTo(NOW);
    }

    @Test
    void isRejectedWithItsReason() {
        assertThat(order.rejected("OUT_OF_STOCK", LATER)).contains(new OrderRejected(order.id(), user, "OUT_OF_STOCK"));
        assertThat(order.view().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(order.view().reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void isCancelledByWhoeverMayAndSaysByWhom() {
        assertThat(order.on(Occurrence.CANCELLED_BY_ADMIN, LATER))
                .contains(new OrderCancelled(order.id(), user, "CANCELLED_BY_ADMIN", null));
        assertThat(order.view().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.view().reason()).isEqualTo("CANCELLED_BY_ADMIN");
    }

    @Test
    void timesOutWithoutAnAnswer() {
        assertThat(order.on(Occurrence.NO_ANSWER_IN_TIME, LATER)).contains(new OrderTimedOut(order.id(), user));
        assertThat(order.view().status()).isEqualTo(OrderStatus.TIMED_OUT);
        assertThat(order.view().reason()).isEqualTo("NO_ANSWER_IN_TIME");
    }

    @Test
    void staysAsItIsWhateverComesAfterItsEnd() {
        order.rejected("OUT_OF_STOCK", LATER);
        OrderView end = order.view();

        assertThat(order.on(Occurrence.STOCK_RESERVED, LATER.plusSeconds(1))).isEmpty();
        assertThat(order.rejected("UNKNOWN_PRODUCT", LATER.plusSeconds(1))).isEmpty();
        assertThat(order.on(Occurrence.CANCELLED_BY_OWNER, LATER.plusSeconds(1)))
                .isEmpty();
        assertThat(order.view()).isEqualTo(end);
    }

    @Test
    void remembersEachStateWithItsTimeAndReason() {
        order.on(Occurrence.STOCK_RESERVED, LATER);
        order.on(Occurrence.CANCELLED_BY_OWNER, LATER.plusSeconds(1));
        order.on(Occurrence.CANCELLED_BY_OWNER, LATER.plusSeconds(2));

        assertThat(order.history())
                .containsExactly(
                        new Milestone(OrderStatus.PLACED, null, NOW),
                        new Milestone(OrderStatus.CONFIRMED, null, LATER),
                        new Milestone(OrderStatus.CANCELLED, "CANCELLED_BY_OWNER", LATER.plusSeconds(1)));
    }

    @Test
    void belongsToWhoPlacedIt() {
        assertThat(order.belongsTo(user)).isTrue();
        assertThat(order.belongsTo(UUID.randomUUID())).isFalse();
    }

    @Test
    void showsAReasonOnlyWhenThereIsOne() {
        assertThat(Json.STRICT.valueToTree(order.view()).has("reason")).isFalse();
        order.rejected("OUT_OF_STOCK", LATER);
        assertThat(Json.STRICT.valueToTree(order.view()).get("reason").asText()).isEqualTo("OUT_OF_STOCK");
    }

    private static Money euros(String amount) {
        return Money.of(amount, Currency.getInstance("EUR"));
    }
}
