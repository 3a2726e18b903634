package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The broker is stopped: what is done all the same and what later, and how operators see it. */
interface BrokerStopped {
    /** By then the gateway has asked every service again. */
    Duration ASKED_AGAIN = Duration.ofSeconds(9);

    Product product();

    /** The broker does not count when it is asked whether it is ready. */
    Product second();

    OutsideDatabase database();

    OutsideBroker broker();

    @Test
    default void ordersAreTakenThoughNoServiceIsReadyAndConfirmedWhenTheBrokerIsBack() throws IOException {
        String item = new Shop(product()).sell("Cup", "5.00", 10);
        Client alice = Client.newUser(product());

        broker().stop();
        String order;
        try {
            noServiceIsReadyThatNeedsTheBroker();
            Answer placed = Shop.order(alice, item, 1);
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            order = placed.text("id");
        } finally {
            broker().start();
        }

        assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        assertThat(Shop.notifications(alice, "OrderConfirmed", 1)).hasSize(1);
        everyServiceIsReady();
    }

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
            noServiceIsReadyThatNeedsTheBroker();
            theGatewayIsReady();
        } finally {
            broker().start();
        }

        everyServiceIsReady();
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

    private void noServiceIsReadyThatNeedsTheBroker() {
        Answer all = Client.eventually(
                () -> inside(product(), "/health/ready"), gone -> down(gone).size() == Events.SERVICES.size());
        assertThat(all.status()).as(all.toString()).isEqualTo(503);
        assertThat(down(all))
                .containsExactlyInAnyOrderElementsOf(Events.SERVICES.stream()
                        .map(service -> service + "-broker DOWN")
                        .toList());
        Answer ready = inside(product(), "/orders/health/ready");
        assertThat(ready.status()).as(ready.toString()).isEqualTo(503);
        assertThat(ready.json().path("checks")).hasToString("{\"broker\":\"DOWN\",\"database\":\"UP\"}");
        Answer database = inside(product(), "/orders/health/database");
        assertThat(database.status()).as(database.toString()).isEqualTo(200);
        assertThat(database.json().at("/data/broker").asText()).isEqualTo("DOWN");

        Answer without = Client.eventually(
                () -> inside(second(), "/orders/health/ready"),
                known -> known.json().at("/data/broker").asText().equals("DOWN"));
        assertThat(without.status()).as(without.toString()).isEqualTo(200);
        assertThat(without.json().at("/data/broker").asText()).isEqualTo("DOWN");
        assertThat(inside(second(), "/health/ready").status()).isEqualTo(200);
    }

    private void theGatewayIsReady() {
        Client.pause(ASKED_AGAIN);
        Client visitor = Client.anonymous(product());
        Answer gateway = Client.eventually(() -> visitor.get("/health/ready"), given -> given.status() == 200);
        assertThat(gateway.status()).as(gateway.toString()).isEqualTo(200);
    }

    private void everyServiceIsReady() {
        Answer ready = Client.eventually(() -> inside(product(), "/health/ready"), back -> back.status() == 200);
        assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
    }

    private static Answer inside(Product instance, String path) {
        return Client.anonymous(instance).get(URI.create("http://127.0.0.1:" + (instance.port() + 1) + path));
    }

    /** The checks that keep the server from being ready, with what each has found of the broker. */
    private static List<String> down(Answer ready) {
        return StreamSupport.stream(ready.json().path("checks").spliterator(), false)
                .filter(check -> check.path("status").asText().equals("DOWN"))
                .map(check -> check.path("name").asText() + " "
                        + check.at("/data/broker").asText())
                .toList();
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
