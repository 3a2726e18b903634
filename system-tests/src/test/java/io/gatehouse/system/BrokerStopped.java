package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The broker is stopped for longer than orders wait: how they end, and how operators see it. */
interface BrokerStopped {
    Product product();

    /** The broker counts when it is asked whether it is ready. */
    Product second();

    OutsideDatabase database();

    OutsideBroker broker();

    @Test
    default void ordersThatNobodyAnswersOrWantsEndAndNothingIsKeptForThemWhenTheBrokerIsBack() throws IOException {
        String item = new Shop(product()).sell("Glass", "4.00", 10);
        Client alice = Client.newUser(product());
        Shop.notifications(alice, "UserRegistered", 1);
        Shop.everythingIsDecided(database());
        assertThat(Client.eventually(this::pending, none -> none == 0)).isZero();

        broker().stop();
        String late;
        String unwanted;
        try {
            late = Shop.order(alice, item, 3).text("id");
            unwanted = Shop.order(alice, item, 2).text("id");
            Answer cancelled = alice.postText("/api/orders/" + unwanted + "/cancel", "");
            assertThat(cancelled.text("status")).as(cancelled.toString()).isEqualTo("CANCELLED");
            hasWaitedForMinutes(late);
            assertEnded(alice, late, "TIMED_OUT", "NO_ANSWER_IN_TIME");
            operatorsSeeEventsThatWait();
            isReadyUnlessItNeedsTheBroker();
        } finally {
            broker().start();
        }

        Answer again = Client.eventually(() -> ready(second(), "/orders/health/ready"), back -> back.status() == 200);
        assertThat(again.json().at("/checks/broker").asText())
                .as(again.toString())
                .isEqualTo("UP");
        assertThat(Client.eventually(this::pending, none -> none == 0)).isZero();
        assertThat(Client.eventually(this::lag, none -> none == 0)).isZero();
        for (String order : List.of(late, unwanted)) {
            assertThat(Client.eventually(() -> decisions(order), known -> known.contains("StockReleased")))
                    .as(order)
                    .containsExactly("StockReserved", "StockReleased");
        }
        String whole = Shop.order(alice, item, 10).text("id");
        assertThat(Shop.decided(alice, whole).text("status")).isEqualTo("CONFIRMED");
        assertEnded(alice, late, "TIMED_OUT", "NO_ANSWER_IN_TIME");
        assertEnded(alice, unwanted, "CANCELLED", "CANCELLED_BY_OWNER");
        assertThat(Shop.notifications(alice, "OrderConfirmed", 1))
                .singleElement()
                .asString()
                .contains(whole);
        assertThat(Shop.notifications(alice, "OrderTimedOut", 1))
                .singleElement()
                .asString()
                .contains(late);
        assertThat(Shop.notifications(alice, "OrderCancelled", 1))
                .singleElement()
                .asString()
                .contains(unwanted);
    }

    /** As if it had been placed earlier: a test that waits for a minute is no better. */
    private void hasWaitedForMinutes(String order) {
        database()
                .change("update orders.customer_order set created_at = created_at - interval '5 minutes' where id = '"
                        + order + "'");
    }

    private static void assertEnded(Client owner, String order, String status, String reason) {
        Answer ended = Shop.decided(owner, order);
        assertThat(ended.text("status")).as(ended.toString()).isEqualTo(status);
        assertThat(ended.text("reason")).isEqualTo(reason);
    }

    /** Two orders that were placed, one that was cancelled, one that has timed out. */
    private void operatorsSeeEventsThatWait() {
        assertThat(Client.eventually(this::pending, many -> many == 4)).isEqualTo(4);
        double lag = Client.eventually(this::lag, seconds -> seconds > 1);
        assertThat(lag).isGreaterThan(1);
        assertThat(Client.eventually(this::lag, seconds -> seconds > lag)).isGreaterThan(lag);
        assertThat(Client.eventually(this::reachable, reachable -> reachable == 0))
                .isZero();
    }

    private void isReadyUnlessItNeedsTheBroker() {
        Answer own = ready(product(), "/orders/health/ready");
        assertThat(own.status()).as(own.toString()).isEqualTo(200);
        assertThat(own.json().at("/checks/broker").asText()).isEqualTo("UP");
        assertThat(own.json().at("/data/broker").asText()).isEqualTo("DOWN");
        Answer all = ready(product(), "/health/ready");
        assertThat(all.status()).as(all.toString()).isEqualTo(200);
        assertThat(broker(all)).isEqualTo("UP DOWN");

        Answer needing = Client.eventually(() -> ready(second(), "/orders/health/ready"), gone -> gone.status() == 503);
        assertThat(needing.status()).as(needing.toString()).isEqualTo(503);
        assertThat(needing.json().at("/checks/broker").asText()).isEqualTo("DOWN");
        assertThat(needing.json().at("/checks/database").asText()).isEqualTo("UP");
        Answer allNeeding = ready(second(), "/health/ready");
        assertThat(allNeeding.status()).as(allNeeding.toString()).isEqualTo(503);
        assertThat(broker(allNeeding)).isEqualTo("DOWN DOWN");
    }

    private static Answer ready(Product instance, String path) {
        return Client.anonymous(instance).get(URI.create("http://127.0.0.1:" + (instance.port() + 1) + path));
    }

    /** What the check of orders says, and what it has found. */
    private static String broker(Answer ready) {
        return StreamSupport.stream(ready.json().path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("orders-broker"))
                .map(check -> check.path("status").asText() + " "
                        + check.at("/data/broker").asText())
                .collect(Collectors.joining());
    }

    private double reachable() {
        return Metrics.sum(product(), "gatehouse_broker_reachable", "service=\"orders\"");
    }

    private double pending() {
        return Metrics.sum(product(), "gatehouse_outbox_pending", "service=\"orders\"");
    }

    private double lag() {
        return Metrics.sum(product(), "gatehouse_outbox_lag_seconds", "service=\"orders\"");
    }

    /** What products have decided about an order, in its order. */
    private List<String> decisions(String order) {
        Answer trail = Client.administrator(product()).get("/api/products/" + order + "/events");
        return trail.status() == 404 ? List.of() : trail.json().findValuesAsText("type");
    }
}
