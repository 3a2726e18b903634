package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators see of events. The second failure of an effect is its last here. */
interface EventsOfOrders extends Situation {
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    default void administratorsReadWhatHappenedToAnOrderAndWhoDidIt() throws Exception {
        Answer placed = anna().post(
                        "/orders",
                        Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}"),
                        "traceparent",
                        "00-" + TRACE + "-00f067aa0ba902b7-01");
        String order = "/orders/" + placed.text("id");
        stock("StockReserved", order, "");
        Situation.await(() -> status(order).equals("CONFIRMED"));
        anna().post(order + "/cancel", "");

        JsonNode trail = admin().get(order + "/events").json();

        assertThat(trail.findValuesAsText("number")).containsExactly("1", "2", "3");
        assertThat(trail.at("/0/actor").asText()).isEqualTo(user().toString());
        assertThat(trail.at("/0/event/traceparent").asText()).contains(TRACE);
        assertThat(trail.at("/1/actor").isMissingNode()).isTrue();
        assertThat(trail.at("/2/actor").asText()).isEqualTo(user().toString());
        assertThat(trail.findValuesAsText("type")).containsExactly("OrderPlaced", "OrderConfirmed", "OrderCancelled");
        for (JsonNode change : trail) {
            JsonNode event = change.get("event");
            assertThat(EventContract.of(event.get("type").asText()).breaches(event))
                    .isEmpty();
        }
        Answer page = admin().get(order + "/events?limit=2");
        assertThat(page.json()).hasSize(2);
        assertThat(admin().get(order + "/events" + page.next()).json()).containsExactly(trail.get(2));
        Answer backwards = admin().get(order + "/events?limit=2&sort=-number");
        assertThat(backwards.json()).containsExactly(trail.get(2), trail.get(1));
        assertThat(admin().get(order + "/events" + backwards.next()).json()).containsExactly(trail.get(0));
        assertThat(admin().get(order + "/events?type=OrderPlaced").json()).containsExactly(trail.get(0));
        assertThat(admin().get(order + "/events?type=OrderLost").json()).isEmpty();
    }

    @Test
    default void nobodyElseReadsThem() throws Exception {
        String order = placed();

        assertThat(anna().get(order + "/events").status()).isEqualTo(403);
        assertThat(nobody().get(order + "/events").status()).isEqualTo(401);
        assertThat(admin().get("/orders/" + UUID.randomUUID() + "/events").refusal())
                .isEqualTo("NOT_FOUND ");
        assertThat(admin().get("/orders/nonsense/events").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=x, limit",
        "after=-1, after",
        "after=x, after",
        "sort=title, sort",
        "type=%00, type",
        "sort=-x, sort"
    })
    default void refusesWhatIsNoPage(String query, String field) throws Exception {
        for (String path : new String[] {placed() + "/events", "/dead-letters"}) {
            Answer answer = admin().get(path + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.refusal()).isEqualTo("VALIDATION_FAILED " + field);
        }
    }

    @Test
    default void administratorsInspectReplayAndDiscardWhatCouldNotTakeEffect() throws Exception {
        UUID event = UUID.randomUUID();
        anna().publish("/products", event, "StockReserved", "{\"orderId\":\"nonsense\"}");
        String letter = "/dead-letters/" + event;
        Situation.await(() -> admin().get(letter).status() == 200);

        JsonNode read = admin().get(letter).json();
        assertThat(read.get("type").asText()).isEqualTo("StockReserved");
        assertThat(read.get("topic").asText()).isEqualTo("product.events");
        assertThat(read.get("tries").asInt()).isEqualTo(2);
        assertThat(read.get("reason").asText()).contains("nonsense");
        assertThat(read.get("document").asText()).contains(event.toString());
        assertThat(admin().get("/dead-letters").json())
                .filteredOn(one -> one.get("id").asText().equals(event.toString()))
                .singleElement()
                .satisfies(one -> assertThat(one.has("document")).isFalse());
        String list = "/dead-letters?topic=product.events&deadFrom=2026-01-01T00:00:00Z&sort=-firstFailedAt&type=";
        assertThat(admin().get(list + "StockReserved").json().findValuesAsText("id"))
                .contains(event.toString());
        assertThat(admin().get(list + "StockRejected").json().findValuesAsText("id"))
                .doesNotContain(event.toString());
        assertThat(admin().get("/dead-letters?deadFrom=soon").refusal()).isEqualTo("VALIDATION_FAILED deadFrom");
        String etag = admin().get(letter).header("ETag");
        assertThat(etag).startsWith("\"");
        assertThat(admin().get(letter, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(admin().post(letter + "/replay", "").refusal()).isEqualTo("REPLAY_FAILED ");
        assertThat(admin().get(letter, "If-None-Match", etag).status()).isEqualTo(200);
        assertThat(admin().get(letter).json().get("tries").asInt()).isEqualTo(3);
        assertThat(admin().send("DELETE", letter, "").status()).isEqualTo(204);
        assertThat(admin().get(letter).status()).isEqualTo(404);
        assertThat(admin().send("DELETE", letter, "").status()).isEqualTo(404);
        assertThat(admin().post(letter + "/replay", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, /ID", "DELETE, /ID", "POST, /ID/replay"})
    default void nobodyElseDoes(String method, String path) throws Exception {
        String letter = "/dead-letters" + path.replace("ID", UUID.randomUUID().toString());

        assertThat(anna().send(method, letter, "").status()).isEqualTo(403);
        assertThat(nobody().send(method, letter, "").status()).isEqualTo(401);
    }
}
