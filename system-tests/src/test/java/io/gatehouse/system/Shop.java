package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The steps that several tests take: a product on sale, an order, what became of it. */
final class Shop {
    private final Product product;

    Shop(Product product) {
        this.product = product;
    }

    /** Puts something on sale and returns its id. */
    String sell(String name, String price, int stock) {
        Answer answer = Client.administrator(product)
                .post(
                        "/api/products",
                        Map.of(
                                "name",
                                name,
                                "description",
                                "made for a test",
                                "price",
                                Map.of("amount", price, "currency", "EUR"),
                                "stock",
                                stock));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("id");
    }

    static Answer order(Client client, String productId, int quantity) {
        return client.post(
                "/api/orders", Map.of("lines", List.of(Map.of("productId", productId, "quantity", quantity))));
    }

    /** The pieces at hand. */
    static int stock(Client client, String productId) {
        return client.get("/api/products/" + productId).json().path("stock").asInt();
    }

    /** The order as soon as it is decided. */
    static Answer decided(Client client, String orderId) {
        return Client.eventually(
                () -> client.get("/api/orders/" + orderId),
                answer -> answer.status() == 200 && !answer.text("status").equals("PLACED"));
    }

    /** Waits until nobody's order is open any more: others may have left some. */
    static void everythingIsDecided(OutsideDatabase database) {
        String open = "select id from orders.customer_order where status = 'PLACED'";
        assertThat(Client.eventually(() -> database.texts(open), List::isEmpty)).isEmpty();
        // They are counted behind their commit.
        Client.pause(Duration.ofSeconds(1));
    }

    /** The messages of the client's notifications of a type, as soon as there are as many as expected. */
    static List<String> notifications(Client client, String type, int expected) {
        Answer answer = Client.eventually(
                () -> client.get("/api/notifications?limit=100"),
                found -> ofType(found, type).size() >= expected);
        return ofType(answer, type);
    }

    private static List<String> ofType(Answer answer, String type) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .filter(notification -> notification.path("type").asText().equals(type))
                .map(notification -> notification.path("message"))
                .map(JsonNode::asText)
                .toList();
    }
}
