package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.orders.OrdersClient.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators see of events, in the WAR as it is shipped. The second failure of an effect is its last here. */
@ExtendWith(ArquillianExtension.class)
class EventsIT {
    private static final UUID LAPTOP = new UUID(0, 1);
    private static final UUID ANNA = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    @SuppressWarnings("NullAway.Init")
    private static FakeProducts products;

    private final OrdersClient anna = client(ANNA, "user");
    private final OrdersClient admin = client(UUID.randomUUID(), "user", "admin");

    @Deployment(testable = false)
    static WebArchive orders() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")));
        Path war = Path.of(System.getProperty("orders.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()).addClass(EventProbe.class);
    }

    @BeforeAll
    static void startProducts() throws Exception {
        products = new FakeProducts(
                Integer.getInteger("products.port", 0),
                Map.of(LAPTOP, "{\"amount\":\"1200.00\",\"currency\":\"EUR\"}"));
    }

    @AfterAll
    static void stopProducts() {
        products.close();
    }

    @Test
    void administratorsReadWhatHappenedToAnOrderAndWhoDidIt() throws Exception {
        String id = order();
        anna.publish(UUID.randomUUID(), "StockReserved", "{\"orderId\":\"" + id + "\"}");

        JsonNode trail = events(id, 2);

        assertThat(trail.at("/0/number").asInt()).isEqualTo(1);
        assertThat(trail.at("/0/actor").asText()).isEqualTo(ANNA.toString());
        assertThat(trail.at("/0/event/type").asText()).isEqualTo("OrderPlaced");
        assertThat(trail.at("/0/event/traceparent").asText()).contains(OrdersClient.TRACE);
        assertThat(trail.at("/1/number").asInt()).isEqualTo(2);
        assertThat(trail.at("/1/actor").isMissingNode()).isTrue();
        assertThat(trail.at("/1/event/type").asText()).isEqualTo("OrderConfirmed");
        for (JsonNode change : trail) {
            JsonNode event = change.get("event");
            assertThat(EventContract.of(event.get("type").asText()).breaches(event))
                    .isEmpty();
        }
        Answer page = admin.get("/orders/" + id + "/events?limit=1");
        String next = page.header("Link").replaceAll("<([^>]*)>.*", "$1");
        assertThat(page.json()).containsExactly(trail.get(0));
        assertThat(admin.get("/orders/" + id + "/events" + next).json()).containsExactly(trail.get(1));
    }

    @Test
    void nobodyElseReadsThem() throws Exception {
        String id = order();

        assertThat(anna.get("/orders/" + id + "/events").status()).isEqualTo(403);
        assertThat(new OrdersClient(anna.base(), "")
                        .get("/orders/" + id + "/events")
                        .status())
                .isEqualTo(401);
        assertThat(admin.get("/orders/" + UUID.randomUUID() + "/events").refusal())
                .isEqualTo("NOT_FOUND ");
        assertThat(admin.get("/orders/nonsense/events").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "limit=x, limit", "after=-1, after", "after=x, after"})
    void refusesWhatIsNoPage(String query, String field) throws Exception {
        for (String path : new String[] {"/orders/" + order() + "/events", "/dead-letters"}) {
            Answer answer = admin.get(path + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.refusal()).isEqualTo("VALIDATION_FAILED " + field);
        }
    }

    @Test
    void administratorsInspectReplayAndDiscardWhatCouldNotTakeEffect() throws Exception {
        UUID event = UUID.randomUUID();
        anna.publish(event, "StockReserved", "{\"orderId\":\"nonsense\"}");
        String letter = "/dead-letters/" + event;
        await(() -> admin.get(letter).status() == 200);

        JsonNode read = admin.get(letter).json();
        assertThat(read.get("type").asText()).isEqualTo("StockReserved");
        assertThat(read.get("topic").asText()).isEqualTo("product.events");
        assertThat(read.get("tries").asInt()).isEqualTo(2);
        assertThat(read.get("reason").asText()).contains("nonsense");
        assertThat(read.get("document").asText()).contains(event.toString());
        assertThat(admin.get("/dead-letters").json())
                .filteredOn(one -> one.get("id").asText().equals(event.toString()))
                .singleElement()
                .satisfies(one -> assertThat(one.has("document")).isFalse());
        assertThat(admin.call("POST", letter + "/replay").refusal()).isEqualTo("REPLAY_FAILED ");
        assertThat(admin.get(letter).json().get("tries").asInt()).isEqualTo(3);
        assertThat(admin.call("DELETE", letter).status()).isEqualTo(204);
        assertThat(admin.get(letter).status()).isEqualTo(404);
        assertThat(admin.call("DELETE", letter).status()).isEqualTo(404);
        assertThat(admin.call("POST", letter + "/replay").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, /ID", "DELETE, /ID", "POST, /ID/replay"})
    void nobodyElseDoes(String method, String path) throws Exception {
        String letter = "/dead-letters" + path.replace("ID", UUID.randomUUID().toString());

        assertThat(anna.call(method, letter).status()).isEqualTo(403);
        assertThat(new OrdersClient(anna.base(), "").call(method, letter).status())
                .isEqualTo(401);
    }

    private String order() throws Exception {
        await(() -> anna.order(LAPTOP, 1).status() == 201);
        return anna.order(LAPTOP, 1).id();
    }

    private JsonNode events(String id, int expected) throws Exception {
        await(() -> admin.get("/orders/" + id + "/events").json().size() >= expected);
        return admin.get("/orders/" + id + "/events").json();
    }

    private static OrdersClient client(UUID user, String... roles) {
        try {
            return new OrdersClient(System.getProperty("orders.url", ""), gateway.of(user, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plusSeconds(30);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
