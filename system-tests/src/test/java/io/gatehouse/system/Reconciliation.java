package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of one part after the other while orders come in, are refused and are cancelled, and events flow, with servers apart and on PostgreSQL: in the end all
 * books agree.
 * After that the broker stands still for a while, so that it is away without anybody being told, and goes on with what it was doing.
 */
interface Reconciliation {
    int CROWD = 4;
    int PLENTY = 5_000;
    /** For a fifth of those who want it. */
    int FEW = 100;
    /** Of ten orders one is cancelled, if it can be. */
    int REGRETTED = 10;

    int UNDER_KILLS = 700;
    int WITHOUT_BROKER = 200;
    int WHEN_IT_GOES_ON = 100;
    String BROKER = "BrokerProcess";
    List<String> KILLED = List.of("broker", "orders", "products", "notifications");
    Duration OUTAGE = Duration.ofSeconds(30);
    Duration CHECK = Duration.ofMillis(20);

    Product product();

    OutsideDatabase database();

    @Test
    default void stockOrdersAndNotificationsAgreeThoughEveryPartWasKilled() {
        Shop shop = new Shop(product());
        Map<String, Integer> stock =
                Map.of(shop.sell("Pen", "1.00", PLENTY), PLENTY, shop.sell("Nib", "1.00", FEW), FEW);
        Client alice = Client.newUser(product());
        Books books = new Books(database(), alice.get("/api/users/me").text("id"), stock);

        place(UNDER_KILLS, alice, books, this::allAreKilledInTurn);
        allIsReady();
        product().signal("STOP", BROKER);
        long end = System.nanoTime() + OUTAGE.toNanos();
        place(WITHOUT_BROKER, alice, books, meanwhile -> {});
        isNotReadyWithoutTheBrokerAndLives();
        Client.pause(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        theGatewayIsReadyAllTheSame();
        product().signal("CONT", BROKER);
        place(WHEN_IT_GOES_ON, alice, books, meanwhile -> {});

        assertThat(books.placed())
                .hasSize(UNDER_KILLS + WITHOUT_BROKER + WHEN_IT_GOES_ON)
                .doesNotHaveDuplicates();
        new Backlog(product(), database()).awaitNothing();
        books.agree();
        assertThat(Pages.texts(alice, "/api/orders", "status")).containsOnly("CONFIRMED", "REJECTED", "CANCELLED");
        assertThat(Pages.texts(alice, "/api/orders", "id")).containsExactlyInAnyOrderElementsOf(books.placed());
        stock.forEach((item, before) ->
                assertThat(Shop.stock(alice, item)).isEqualTo(before - confirmedOrdersOf(alice, item)));
        assertThat(Pages.texts(alice, "/api/notifications", "message"))
                .hasSizeGreaterThan(books.placed().size())
                .doesNotHaveDuplicates();
        assertThat(deadLetters()).isEmpty();
        assertThat(KILLED)
                .allSatisfy(part -> assertThat(product().output())
                        .filteredOn(line -> line.startsWith(part + " ended") && line.contains("is started again"))
                        .hasSize(1));
        allIsReady();
        everyServiceIsReadyAgain();
    }

    private static void place(int many, Client alice, Books books, Consumer<Customers> meanwhile) {
        try (Customers customers = new Customers(
                CROWD, List.of(alice), books.products(), many, order -> order % REGRETTED == REGRETTED - 1)) {
            meanwhile.accept(customers);
            books.note(customers);
        }
    }

    private void allAreKilledInTurn(Customers customers) {
        for (int i = 0; i < KILLED.size(); i++) {
            await(customers, UNDER_KILLS * (i + 1) / (KILLED.size() + 1));
            eventsFlow();
            String part = KILLED.get(i);
            product().signal("KILL", part.equals("broker") ? BROKER : "run/" + part + ".lock");
        }
    }

    /** Some order waits for an answer. */
    private void eventsFlow() {
        String open = "select id from orders.customer_order where status = 'PLACED'";
        assertThat(Client.eventually(() -> database().texts(open), orders -> !orders.isEmpty()))
                .isNotEmpty();
    }

    private static void await(Customers customers, int acknowledged) {
        while (customers.soFar() < acknowledged) {
            Client.pause(CHECK);
        }
    }

    private void allIsReady() {
        Client anybody = Client.anonymous(product());
        Answer ready = Client.eventually(() -> anybody.get("/health/ready"), given -> given.status() == 200);
        assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
    }

    private void everyServiceIsReadyAgain() {
        Client anybody = Client.anonymous(product());
        for (int i = 0; i < Events.SERVICES.size(); i++) {
            URI service = URI.create("http://127.0.0.1:" + (product().port() + 2 + i) + "/health/ready");
            Answer ready = Client.eventually(() -> anybody.get(service), given -> given.status() == 200);
            assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
        }
    }

    /** It has asked every service for its database while no service was ready. */
    private void theGatewayIsReadyAllTheSame() {
        Client anybody = Client.anonymous(product());
        Answer ready = Client.eventually(() -> anybody.get("/health/ready"), given -> given.status() == 200);
        assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
    }

    private void isNotReadyWithoutTheBrokerAndLives() {
        Client anybody = Client.anonymous(product());
        String orders = "http://127.0.0.1:" + (product().port() + 4);
        Answer ready = Client.eventually(
                () -> anybody.get(URI.create(orders + "/orders/health/ready")),
                given -> given.json().at("/data/broker").asText().equals("DOWN"));

        assertThat(ready.status()).as(ready.toString()).isEqualTo(503);
        assertThat(ready.json().at("/data/broker").asText()).isEqualTo("DOWN");
        assertThat(anybody.get(URI.create(orders + "/health/ready")).status()).isEqualTo(503);
        assertThat(anybody.get(URI.create(orders + "/orders/health/database")).status())
                .isEqualTo(200);
        Answer live = anybody.get(URI.create(orders + "/health/live"));
        assertThat(live.status()).as(live.toString()).isEqualTo(200);
        assertThat(live.toString()).contains("orders-relay");
    }

    private static int confirmedOrdersOf(Client alice, String item) {
        return (int) Pages.all(alice, "/api/orders", "limit=100&status=CONFIRMED").stream()
                .filter(order -> order.at("/lines/0/productId").asText().equals(item))
                .count();
    }

    private List<String> deadLetters() {
        Client administrator = Client.administrator(product());
        return Events.SERVICES.stream()
                .flatMap(service -> Pages.texts(administrator, "/api/" + service + "/dead-letters", "reason").stream())
                .toList();
    }
}
