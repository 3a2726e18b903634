package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What administrators see of events, through the gateway. */
interface Events {
    List<String> SERVICES = List.of("users", "products", "orders", "tasks", "notifications");

    Product product();

    @Test
    default void anOrderCanBeFollowedThroughAllServicesByItsTrace() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String item = new Shop(product()).sell("Chair", "80.00", 5);
        Client alice = Client.newUser(product());
        Client admin = Client.administrator(product());

        String order = Shop.order(alice.within(trace), item, 1).text("id");
        Shop.decided(alice, order);
        Shop.notifications(alice, "OrderConfirmed", 1);
        String notification = StreamSupport.stream(
                        alice.get("/api/notifications").json().spliterator(), false)
                .filter(one -> one.path("type").asText().equals("OrderConfirmed"))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();

        assertThat(told(admin, "/api/orders/" + order, trace)).containsExactly("OrderPlaced", "OrderConfirmed");
        Client.eventually(
                () -> admin.get("/api/products/" + order + "/events"),
                trail -> trail.json().size() == 2);
        assertThat(told(admin, "/api/products/" + order, trace)).containsExactly("StockReserved", "StockCommitted");
        assertThat(told(admin, "/api/notifications/" + notification, trace)).containsExactly("NotificationCreated");
    }

    /** The types of what happened, all of it in one trace and as agreed. */
    private static List<String> told(Client admin, String aggregate, String trace) {
        Answer trail = admin.get(aggregate + "/events");
        assertThat(trail.status()).as(trail.toString()).isEqualTo(200);
        return StreamSupport.stream(trail.json().spliterator(), false)
                .map(change -> change.path("event"))
                .peek(event -> assertThat(breaches(event)).isEmpty())
                .peek(event -> assertThat(event.path("traceparent").asText()).contains(trace))
                .map(event -> event.path("type").asText())
                .toList();
    }

    /** What is for the audit alone was agreed with nobody. */
    private static List<String> breaches(JsonNode event) {
        if (event.path("type").asText().equals("StockCommitted")) {
            return List.of();
        }
        return EventContract.of(event.path("type").asText()).breaches(event);
    }

    @Test
    default void whatHappenedIsForAdministratorsOnly() {
        Client alice = Client.newUser(product());
        String me = alice.get("/api/users/me").text("id");

        assertThat(alice.get("/api/users/" + me + "/events").status()).isEqualTo(403);
        assertThat(Client.anonymous(product())
                        .get("/api/users/" + me + "/events")
                        .status())
                .isEqualTo(401);
        assertThat(Client.administrator(product())
                        .get("/api/users/" + me + "/events")
                        .json())
                .hasSize(1);
    }

    @Test
    default void whatHappenedToACategoryOfTasksIsForAdministratorsOnly() {
        Client alice = Client.newUser(product());
        String history = "/api/categories/"
                + alice.post("/api/categories", Map.of("name", "Garden")).text("id") + "/events";

        assertThat(alice.get(history).status()).isEqualTo(403);
        assertThat(Client.administrator(product()).get(history).json().findValuesAsText("type"))
                .containsExactly("CategoryCreated");
    }

    @Test
    default void everyServiceShowsItsDeadLettersToAdministratorsOnly() {
        Client admin = Client.administrator(product());
        Client alice = Client.newUser(product());

        for (String service : SERVICES) {
            String letters = "/api/" + service + "/dead-letters";
            assertThat(admin.get(letters).http().body()).as(service).isEqualTo("[]");
            assertThat(admin.get(letters + "/" + UUID.randomUUID()).status())
                    .as(service)
                    .isEqualTo(404);
            assertThat(admin.postText(letters + "/" + UUID.randomUUID() + "/replay", "")
                            .status())
                    .as(service)
                    .isEqualTo(404);
            assertThat(alice.get(letters).status()).as(service).isEqualTo(403);
            assertThat(Client.anonymous(product()).get(letters).status())
                    .as(service)
                    .isEqualTo(401);
        }
    }
}
