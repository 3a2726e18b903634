package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of one part after the other while orders come in and events flow, with servers apart and on PostgreSQL: in the end all books agree.
 * After that the broker stands still for a while, so that it is away without anybody being told, and goes on with what it was doing.
 */
interface Reconciliation {
    int CROWD = 4;
    int STOCK = 5_000;
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
        String item = new Shop(product()).sell("Pen", "1.00", STOCK);
        Client alice = Client.newUser(product());

        List<String> placed = new ArrayList<>(placedWhileAllAreKilledInTurn(alice, item));
        allIsReady();
        product().signal("STOP", BROKER);
        long end = System.nanoTime() + OUTAGE.toNanos();
        placed.addAll(placed(alice, item, WITHOUT_BROKER));
        saysThatItIsReadyWithoutTheBroker();
        Client.pause(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        product().signal("CONT", BROKER);
        placed.addAll(placed(alice, item, WHEN_IT_GOES_ON));

        assertThat(placed)
                .hasSize(UNDER_KILLS + WITHOUT_BROKER + WHEN_IT_GOES_ON)
                .doesNotHaveDuplicates();
        new Backlog(product(), database()).awaitNothing();
        new Books(database(), alice.get("/api/users/me").text("id"), item).agreeOn(placed, STOCK);
        assertThat(Pages.texts(alice, "/api/orders", "status")).containsOnly("CONFIRMED");
        assertThat(Pages.texts(alice, "/api/orders", "id")).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(Shop.stock(alice, item)).isEqualTo(STOCK - placed.size());
        assertThat(confirmations(alice)).hasSameSizeAs(placed).doesNotHaveDuplicates();
        assertThat(deadLetters()).isEmpty();
        assertThat(KILLED)
                .allSatisfy(part -> assertThat(product().output())
                        .filteredOn(line -> line.startsWith(part + " ended") && line.contains("is started again"))
                        .hasSize(1));
        allIsReady();
    }

    private List<String> placedWhileAllAreKilledInTurn(Client alice, String item) {
        try (Customers customers = new Customers(CROWD, alice, item, UNDER_KILLS)) {
            for (int i = 0; i < KILLED.size(); i++) {
                await(customers, UNDER_KILLS * (i + 1) / (KILLED.size() + 1));
                eventsFlow();
                String part = KILLED.get(i);
                product().signal("KILL", part.equals("broker") ? BROKER : "run/" + part + ".lock");
            }
            return customers.orders();
        }
    }

    /** Some order waits for an answer. */
    private void eventsFlow() {
        String open = "select id from orders.customer_order where status = 'PLACED'";
        assertThat(Client.eventually(() -> database().texts(open), orders -> !orders.isEmpty()))
                .isNotEmpty();
    }

    private static List<String> placed(Client alice, String item, int many) {
        try (Customers customers = new Customers(CROWD, alice, item, many)) {
            return customers.orders();
        }
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

    /** What a load balancer asks sends work on; whoever wants to know sees why events are late. */
    private void saysThatItIsReadyWithoutTheBroker() {
        Client anybody = Client.anonymous(product());
        String orders = "http://127.0.0.1:" + (product().port() + 4);
        Answer ready = Client.eventually(
                () -> anybody.get(URI.create(orders + "/orders/health/ready")),
                given -> given.json().at("/data/broker").asText().equals("DOWN"));

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/data/broker").asText()).isEqualTo("DOWN");
        assertThat(anybody.get(URI.create(orders + "/health/ready")).status()).isEqualTo(200);
        Answer live = anybody.get(URI.create(orders + "/health/live"));
        assertThat(live.status()).as(live.toString()).isEqualTo(200);
        assertThat(live.toString()).contains("orders-relay");
    }

    private static List<String> confirmations(Client alice) {
        return Pages.texts(alice, "/api/notifications", "message").stream()
                .filter(message -> message.contains("confirmed"))
                .toList();
    }

    private List<String> deadLetters() {
        Client administrator = Client.administrator(product());
        return Events.SERVICES.stream()
                .flatMap(service -> Pages.texts(administrator, "/api/" + service + "/dead-letters", "reason").stream())
                .toList();
    }
}
