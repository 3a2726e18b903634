package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users do, from registering to being told; the same wherever and on whatever the product runs. */
interface Journey {
    Product product();

    @Test
    default void aVisitorRegistersAndLogsIn() {
        Client visitor = Client.anonymous(product());
        String name = "visitor-" + UUID.randomUUID();

        Answer registered = visitor.post(
                "/api/users", Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD));
        Answer login =
                visitor.post("/api/auth/login", Map.of("email", name + "@example.org", "password", Client.PASSWORD));

        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        assertThat(registered.header("Location")).hasValue("/api/users/" + registered.text("id"));
        assertThat(registered.http().body()).doesNotContainIgnoringCase("password");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.text("token_type")).isEqualTo("Bearer");
        assertThat(login.json().path("expires_in").asInt()).isPositive();
        assertThat(login.text("refresh_token")).isNotBlank();
        Answer me = visitor.withToken(login.text("access_token")).get("/api/users/me");
        assertThat(me.text("username")).isEqualTo(name);
        Answer self = visitor.withToken(login.text("access_token"))
                .get(registered.header("Location").orElseThrow());
        assertThat(self.text("id")).isEqualTo(registered.text("id"));
    }

    @Test
    default void onlyAdministratorsListUsers() {
        assertThat(Client.anonymous(product()).get("/api/users").status()).isEqualTo(401);
        assertThat(Client.newUser(product()).get("/api/users").status()).isEqualTo(403);
        assertThat(Client.administrator(product()).get("/api/users").status()).isEqualTo(200);
    }

    @Test
    default void whatIsOnSaleIsPublicAndWhoSellsIsNot() {
        String id = new Shop(product()).sell("Lamp", "12.50", 5);

        Answer lamp = Client.anonymous(product()).get("/api/products/" + id);
        Answer refused = Client.newUser(product())
                .post(
                        "/api/products",
                        Map.of("name", "x", "price", Map.of("amount", "1.00", "currency", "EUR"), "stock", 1));

        assertThat(lamp.text("name")).isEqualTo("Lamp");
        assertThat(lamp.json().path("price").path("amount").asText()).isEqualTo("12.50");
        assertThat(Client.anonymous(product()).get("/api/products").http().body())
                .contains(id);
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    default void anOrderIsPlacedConfirmedAndTold() {
        String id = new Shop(product()).sell("Laptop", "1200.00", 50);
        Client alice = Client.newUser(product());

        Answer placed = Shop.order(alice, id, 2);
        Answer decided = Shop.decided(alice, placed.text("id"));

        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.text("status")).isEqualTo("PLACED");
        assertThat(placed.header("Location")).hasValue("/api/orders/" + placed.text("id"));
        assertThat(decided.text("status")).isEqualTo("CONFIRMED");
        assertThat(decided.json().path("total").path("amount").asText()).isEqualTo("2400.00");
        assertThat(Client.newUser(product())
                        .get("/api/orders/" + placed.text("id"))
                        .status())
                .isEqualTo(404);
        assertThat(Shop.notifications(alice, "OrderConfirmed", 1))
                .singleElement()
                .asString()
                .contains(placed.text("id"), "2400.00 EUR");
        assertThat(Shop.notifications(alice, "UserRegistered", 1)).hasSize(1);
    }

    @Test
    default void anOrderBeyondTheStockIsRejectedWithAReasonAndTold() {
        String id = new Shop(product()).sell("Rarity", "99.99", 1);
        Client bob = Client.newUser(product());

        Answer decided = Shop.decided(bob, Shop.order(bob, id, 2).text("id"));

        assertThat(decided.text("status")).isEqualTo("REJECTED");
        assertThat(decided.text("reason")).isNotBlank();
        assertThat(Shop.notifications(bob, "OrderRejected", 1)).hasSize(1);
        assertThat(Shop.decided(bob, Shop.order(bob, id, 1).text("id")).text("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    default void fortyOrdersAtOnceAreTakenAndNeverSellMoreThanThereIs() {
        String id = new Shop(product()).sell("Last pieces", "1.00", 30);
        Client dave = Client.newUser(product());

        List<Answer> placed = Client.atOnce(40, () -> Shop.order(dave, id, 1));
        List<String> decided = placed.stream()
                .map(answer -> Shop.decided(dave, answer.text("id")).text("status"))
                .toList();

        assertThat(placed).extracting(Answer::status).containsOnly(201);
        assertThat(decided).filteredOn("CONFIRMED"::equals).hasSize(30);
        assertThat(decided).filteredOn("REJECTED"::equals).hasSize(10);
    }

    @Test
    default void aCompletedTaskIsTold() {
        Client carol = Client.newUser(product());

        Answer created = carol.post("/api/tasks", Map.of("title", "Water the plants"));
        Answer completed = carol.postText("/api/tasks/" + created.text("id") + "/complete", "");

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(completed.status()).as(completed.toString()).isEqualTo(200);
        assertThat(completed.text("status")).isEqualTo("COMPLETED");
        assertThat(Shop.notifications(carol, "TaskCompleted", 1))
                .singleElement()
                .asString()
                .contains("Water the plants");
        assertThat(Client.newUser(product())
                        .get("/api/tasks/" + created.text("id"))
                        .status())
                .isEqualTo(404);
    }
}
