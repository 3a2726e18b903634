package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** kill -9 of the whole product right after it said 201: what it acknowledged is there, and nothing happens twice. */
class KilledIT {
    private static final int PORT = 18620;

    @Test
    void everyAcknowledgedOrderIsConfirmedAfterTheRestartAndToldOnce() {
        Path directory = Product.newDirectory("killed");
        List<String> orders = new ArrayList<>();
        Product first = Product.start(directory, PORT, Map.of());
        String token;
        String item;
        try {
            item = new Shop(first).sell("Book", "10.00", 1_000);
            Client alice = Client.newUser(first);
            token = alice.token();
            for (int i = 0; i < 20; i++) {
                Answer placed = Shop.order(alice, item, 1);
                assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
                orders.add(placed.text("id"));
            }
        } finally {
            first.kill();
        }

        try (Product second = Product.start(directory, PORT, Map.of())) {
            Client alice = Client.anonymous(second).withToken(token);
            for (String order : orders) {
                assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
            }
            List<String> told = Shop.notifications(alice, "OrderConfirmed", orders.size());
            assertThat(told).hasSize(orders.size()).doesNotHaveDuplicates();
            assertThat(second.output()).noneMatch(line -> line.contains(second.adminPassword()));
            second.killLauncherOnly();
        }

        try (Product third = Product.start(directory, PORT, Map.of())) {
            Client alice = Client.anonymous(third).withToken(token);
            assertThat(Shop.notifications(alice, "OrderConfirmed", orders.size()))
                    .hasSize(orders.size());
        }
    }
}
