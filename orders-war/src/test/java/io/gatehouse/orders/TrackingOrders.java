package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How orders are listed and followed. */
interface TrackingOrders extends Situation {
    @Test
    default void anOrderIsConfirmedOnceWhateverIsDeliveredLater() throws Exception {
        String order = placed();
        String data = Situation.json("{'orderId':'" + order.substring("/orders/".length()) + "'}");
        UUID event = UUID.randomUUID();

        anna().publish("/products", event, "StockReserved", data);
        Situation.await(() -> status(order).equals("CONFIRMED"));
        anna().publish("/products", event, "StockReserved", data);
        stock("StockRejected", order, "OUT_OF_STOCK");
        stock("StockReserved", "/orders/" + UUID.randomUUID(), "");
        anna().publish("/products", UUID.randomUUID(), "ProductCreated", "{}");
        confirmed();

        assertThat(anna().get(order).text("status")).isEqualTo("CONFIRMED");
        assertThat(anna().get(order).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    default void whatHasNotChangedIsNotSentAgain() throws Exception {
        String order = placed();

        Answer known = anna().get(order, "If-None-Match", "\"0\"");
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.response().body()).isEmpty();
        assertThat(anna().get(order + "/history", "If-None-Match", "\"0\"").status())
                .isEqualTo(304);

        stock("StockReserved", order, "");
        Situation.await(() -> anna().get(order, "If-None-Match", "\"0\"").status() == 200);
        assertThat(anna().get(order + "/history", "If-None-Match", "\"0\"").header("ETag"))
                .isEqualTo("\"1\"");
    }

    @Test
    default void theHistoryTellsEachStateWithItsTimeAndReason() throws Exception {
        String order = confirmed();
        anna().post(order + "/cancel", "");

        Answer history = anna().get(order + "/history");

        assertThat(history.status()).isEqualTo(200);
        assertThat(history.json().findValuesAsText("status")).containsExactly("PLACED", "CONFIRMED", "CANCELLED");
        assertThat(history.json().at("/0/at").asText())
                .isEqualTo(anna().get(order).text("createdAt"));
        assertThat(history.json().at("/2/at").asText())
                .isEqualTo(anna().get(order).text("updatedAt"));
        assertThat(history.json().findValuesAsText("reason")).containsExactly("CANCELLED_BY_OWNER");
        assertThat(history.json().get(2).fieldNames()).toIterable().containsExactly("status", "reason", "at");
        assertThat(admin().get(order + "/history").json()).isEqualTo(history.json());
        assertThat(bert().get(order + "/history").refusal()).isEqualTo("NOT_FOUND ");
        assertThat(nobody().get(order + "/history").status()).isEqualTo(401);
    }

    @Test
    default void anOrderIsShownToItsOwnerAndToAdministratorsOnly() throws Exception {
        String order = placed();

        assertThat(anna().get(order).status()).isEqualTo(200);
        assertThat(admin().get(order).text("userId")).isEqualTo(user().toString());
        assertThat(bert().get(order).refusal()).isEqualTo("NOT_FOUND ");
        assertThat(bert().get("/orders").json()).isEmpty();
        assertThat(nobody().get(order).status()).isEqualTo(401);
    }

    @Test
    default void theNewestComeFirstPageByPageUnlessSortSaysOtherwise() throws Exception {
        String first = order(LAPTOP, 1).text("id");
        String second = order(CABLE, 1).text("id");

        Answer page = anna().get("/orders?limit=1");
        Answer next = anna().get("/orders" + page.next());

        assertThat(page.json().findValuesAsText("id")).containsExactly(second);
        assertThat(next.json().findValuesAsText("id")).containsExactly(first);
        assertThat(next.next()).isEmpty();
        assertThat(anna().get("/orders?sort=createdAt").json().findValuesAsText("id"))
                .containsExactly(first, second);
    }

    @Test
    default void filtersLeaveThoseOfWhichAllIsTrue() throws Exception {
        String confirmed = confirmed();
        String open = placed();
        String time = anna().get(open).text("createdAt");

        assertThat(ids("?status=CONFIRMED")).containsExactly(confirmed);
        assertThat(ids("?from=" + time)).containsExactly(open);
        assertThat(ids("?to=" + time + "&user=" + user())).containsExactly(confirmed);
        assertThat(ids("?status=CANCELLED")).isEmpty();
    }

    @Test
    default void administratorsSeeTheOrdersOfAllAndCanAskForThoseOfOne() throws Exception {
        String order = placed();
        bert().post("/orders", Situation.lines("{'productId':'" + CABLE + "','quantity':1}"));

        assertThat(admin().get("/orders?limit=2").json().findValuesAsText("userId"))
                .contains(user().toString())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(admin().get("/orders?user=" + user()).json().findValuesAsText("id"))
                .containsExactly(order.substring("/orders/".length()));
        Answer refused = bert().get("/orders?user=" + user());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.refusal()).isEqualTo("FORBIDDEN user");
    }

    @ParameterizedTest
    @CsvSource({
        "status=SHIPPED, status",
        "status=, status",
        "user=x, user",
        "from=yesterday, from",
        "to=1, to",
        "sort=total, sort",
        "after=x, after",
        "limit=101, limit",
        "state=PLACED, state",
        "status=PLACED&status=CONFIRMED, status"
    })
    default void refusesWhatIsNoQuestionAboutOrders(String query, String field) throws Exception {
        Answer refused = anna().get("/orders?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    private List<String> ids(String query) throws Exception {
        return anna().get("/orders" + query).json().findValuesAsText("id").stream()
                .map(id -> "/orders/" + id)
                .toList();
    }
}
