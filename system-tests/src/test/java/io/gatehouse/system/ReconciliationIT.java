package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** kill -9 of one part after the other while orders come in, on PostgreSQL: in the end all books agree. */
class ReconciliationIT {
    private static final int PORT = 18690;
    private static final int ORDERS = 1_000;
    private static final int CROWD = 4;
    private static final int STOCK = 5_000;
    private static final List<String> PARTS =
            List.of("run/orders.lock", "run/products.lock", "run/notifications.lock", "BrokerProcess");

    private static EmbeddedPostgres postgres;
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        product = Product.start(
                Product.newDirectory("reconciliation"),
                PORT,
                Map.of(
                        "GATEHOUSE_DB_URL",
                        postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema={service}",
                        "GATEHOUSE_DB_USER",
                        "postgres",
                        "GATEHOUSE_DB_PASSWORD",
                        "postgres",
                        "GATEHOUSE_ORDERS_TIMEOUT",
                        "PT10M"),
                "--apart");
    }

    @AfterAll
    static void stop() throws IOException {
        product.close();
        postgres.close();
    }

    @Test
    void stockOrdersAndNotificationsAgreeThoughEveryPartWasKilled() {
        String item = new Shop(product).sell("Pen", "1.00", STOCK);
        Client alice = Client.newUser(product);

        List<String> placed;
        try (Customers customers = new Customers(CROWD, alice, item, ORDERS)) {
            for (int i = 0; i < PARTS.size(); i++) {
                await(customers, ORDERS * (i + 1) / (PARTS.size() + 1));
                product.part(PARTS.get(i)).destroyForcibly();
            }
            placed = customers.orders();
        }

        assertThat(placed).hasSize(ORDERS).doesNotHaveDuplicates();
        for (String order : placed) {
            assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        }
        assertThat(Pages.texts(alice, "/api/orders", "id")).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(Shop.stock(alice, item)).isEqualTo(STOCK - ORDERS);
        assertThat(confirmations(alice)).hasSize(ORDERS).doesNotHaveDuplicates();
        assertThat(deadLetters()).isEmpty();
    }

    private static void await(Customers customers, int acknowledged) {
        while (customers.soFar() < acknowledged) {
            Client.pause(Duration.ofMillis(20));
        }
    }

    /** What came to the user's notice about confirmed orders, as soon as there is as much as orders. */
    private static List<String> confirmations(Client alice) {
        Client.eventually(
                () -> alice.get("/api/notifications?limit=1"),
                any -> any.status() == 200 && confirmed(alice).size() >= ORDERS);
        return confirmed(alice);
    }

    private static List<String> confirmed(Client alice) {
        return Pages.texts(alice, "/api/notifications", "message").stream()
                .filter(message -> message.contains("confirmed"))
                .toList();
    }

    private static List<String> deadLetters() {
        Client administrator = Client.administrator(product);
        return List.of("products", "orders", "notifications").stream()
                .flatMap(service -> Pages.texts(administrator, "/api/" + service + "/dead-letters", "reason").stream())
                .toList();
    }
}
