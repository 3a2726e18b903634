package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stock is kept for an order, and the order is never confirmed. */
interface Expiry {
    Product product();

    Product second();

    OutsideDatabase database();

    @Test
    default void whatIsHeldForAnOrderThatIsNeverConfirmedIsGivenBackAndTheOrderEnds() {
        String item = new Shop(product()).sell("Vase", "30.00", 5);
        Client alice = Client.newUser(product());
        String owner = alice.get("/api/users/me").text("id");
        Letters letters = Letters.of("orders", product());

        JsonNode unheard = Refusal.unless(
                "status <> 'CONFIRMED' or user_id <> '" + owner + "'", database(), "orders.customer_order", () -> {
                    String order = Shop.order(alice, item, 3).text("id");
                    return letters.about(order);
                });
        String order = unheard.path("subject").asText();
        assertThat(unheard.path("type").asText()).isEqualTo("StockReserved");
        assertThat(alice.get("/api/orders/" + order).text("status")).isEqualTo("PLACED");
        assertThat(Shop.stock(alice, item)).isEqualTo(2);
        double expired = expired();
        itsTimeIsOver(order);

        assertThat(Client.eventually(() -> Shop.stock(alice, item), pieces -> pieces == 5))
                .isEqualTo(5);
        assertEnded(alice, order);
        assertThat(Shop.notifications(alice, "OrderTimedOut", 1))
                .singleElement()
                .asString()
                .contains(order);
        assertThat(Client.administrator(product())
                        .get("/api/products/" + order + "/events")
                        .json()
                        .findValuesAsText("type"))
                .containsExactly("StockReserved", "StockReleased");
        assertThat(expired()).isEqualTo(expired + 1);
        assertThat(letters.replay(unheard).status()).isEqualTo(204);
        assertEnded(alice, order);
        assertThat(Shop.decided(alice, Shop.order(alice, item, 5).text("id")).text("status"))
                .isEqualTo("CONFIRMED");
    }

    /** As if it had been reserved earlier: it is held for a quarter of an hour. */
    private void itsTimeIsOver(String order) {
        database()
                .change(
                        "update products.reservation set expires_at = expires_at - interval '15 minutes' where order_id = '"
                                + order + "'");
    }

    private static void assertEnded(Client owner, String order) {
        Answer ended = Shop.decided(owner, order);
        assertThat(ended.text("status")).as(ended.toString()).isEqualTo("TIMED_OUT");
        assertThat(ended.text("reason")).isEqualTo("RESERVATION_EXPIRED");
    }

    /** By either of the two. */
    private double expired() {
        return Stream.of(product(), second())
                .mapToDouble(instance ->
                        Metrics.sum(instance, "gatehouse_products_reservations_total", "outcome=\"expired\""))
                .sum();
    }
}
