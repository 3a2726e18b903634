package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit: however much there is, the same. */
interface CountingStatements extends Situation {
    /** What the service asks by itself all the time is about other tables, or is this. */
    Pattern OF_UPKEEP = Pattern.compile(
            "delete from idempotency where expires_at|skip locked|departed_user|\\bmin\\(", Pattern.CASE_INSENSITIVE);

    /** The last of what it asks every two seconds, when orders have ended whose time is over. */
    Pattern END_OF_UPKEEP = Pattern.compile("\\bmin\\(", Pattern.CASE_INSENSITIVE);

    Pattern OF_REQUESTS = Pattern.compile(
            "\\b(customer_order|order_line|order_history|audit_event|idempotency)\\b|insert into outbox",
            Pattern.CASE_INSENSITIVE);

    /** Something that is asked for. */
    interface Request {
        Answer send() throws Exception;
    }

    /** The claim, the order, its line, its first state, the number of the event, its audit, the event, the answer. */
    @Test
    default void anOrderIsPlacedInEightStatementsAndRepeatedInThree() throws Exception {
        String body = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");

        assertThat(asked(201, () -> anna().post("/orders", body, "Idempotency-Key", "counted")))
                .hasSize(8);
        assertThat(asked(201, () -> anna().post("/orders", body, "Idempotency-Key", "counted")))
                .hasSize(3);
    }

    /** All lines are sent at once, of which the embedded database tells one by one. */
    @Test
    default void anOrderOfTwentyLinesTakesOnlyTheLinesMore() throws Exception {
        List<UUID> twenty =
                IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        twenty.forEach(id -> products().prices.put(id, "{\"amount\":\"5.00\",\"currency\":\"EUR\"}"));
        String body = Situation.json(twenty.stream()
                .map(id -> "{'productId':'" + id + "','quantity':1}")
                .collect(Collectors.joining(",", "{'lines':[", "]}")));

        List<String> asked = asked(201, () -> anna().post("/orders", body));

        assertThat(asked).hasSize(6 + 19);
        assertThat(asked.stream().distinct()).hasSize(6);
    }

    /** The orders, and the lines of all. */
    @Test
    default void aPageIsReadInTwoStatementsHoweverManyOrdersItHas() throws Exception {
        placed();
        assertThat(asked(200, () -> anna().get("/orders?limit=20"))).hasSize(2);

        for (int i = 0; i < 20; i++) {
            order(i % 2 == 0 ? CABLE : LAPTOP, 1);
        }
        List<String> asked = asked(200, () -> {
            Answer page = anna().get("/orders?limit=20");
            assertThat(page.json()).hasSize(20);
            return page;
        });
        assertThat(asked).hasSize(2);
    }

    /** The order and its lines; the order alone for whoever has them. */
    @Test
    default void anOrderIsReadInTwoStatementsAndInOneWhenItHasNotChanged() throws Exception {
        String order = placed();

        assertThat(asked(200, () -> anna().get(order))).hasSize(2);
        assertThat(asked(200, () -> anna().get(order + "/history"))).hasSize(2);
        assertThat(asked(304, () -> anna().get(order, "If-None-Match", "*"))).hasSize(1);
        assertThat(asked(304, () -> anna().get(order + "/history", "If-None-Match", "*")))
                .hasSize(1);
        assertThat(asked(404, () -> bert().get(order))).hasSize(1);
    }

    /** The order with its lock, its states, the new one, the order, the number, the audit, the event, and its lines to show. */
    @Test
    default void anOrderIsCancelledInEightStatementsAndAgainInTwo() throws Exception {
        String order = placed();

        assertThat(asked(200, () -> anna().post(order + "/cancel", ""))).hasSize(8);
        assertThat(asked(200, () -> anna().post(order + "/cancel", ""))).hasSize(2);
    }

    @Test
    default void whatHappenedIsListedInOneStatementHoweverMuchThatIs() throws Exception {
        String order = placed();
        anna().post(order + "/cancel", "");

        for (String query : List.of("?limit=1", "?limit=2", "?sort=-number", "?type=OrderCancelled")) {
            assertThat(asked(200, () -> admin().get(order + "/events" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    private List<String> asked(int status, Request request) throws Exception {
        Situation.await(() -> statements().anyMatch(END_OF_UPKEEP.asPredicate()));
        assertThat(request.send().status()).isEqualTo(status);
        return statements()
                .filter(OF_REQUESTS.asPredicate())
                .filter(OF_UPKEEP.asPredicate().negate())
                .toList();
    }

    private Stream<String> statements() throws Exception {
        return anna().get("/probe").response().body().lines();
    }
}
