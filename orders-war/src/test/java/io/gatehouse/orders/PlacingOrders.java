package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How orders are placed, once, at prices that nobody changes. */
interface PlacingOrders extends Situation {
    @Test
    default void placesAnOrderAtThePricesOfTheMoment() throws Exception {
        Answer answer = anna().post(
                        "/orders",
                        Situation.lines(
                                "{'productId':'" + LAPTOP + "','quantity':2}",
                                "{'productId':'" + CABLE + "','quantity':3}"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/orders/orders/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.text("status")).isEqualTo("PLACED");
        assertThat(answer.text("userId")).isEqualTo(user().toString());
        assertThat(answer.text("updatedAt")).isEqualTo(answer.text("createdAt"));
        assertThat(answer.json().get("total").toString()).isEqualTo("{\"amount\":\"2400.30\",\"currency\":\"EUR\"}");
        assertThat(answer.json().at("/lines/1/lineTotal/amount").asText()).isEqualTo("0.30");
        assertThat(anna().get("/orders/" + answer.text("id")).json()).isEqualTo(answer.json());
    }

    @Test
    default void aPriceThatChangesLaterChangesNoOrderAndNoRepeatedAnswer() throws Exception {
        UUID coffee = UUID.randomUUID();
        String body = Situation.lines("{'productId':'" + coffee + "','quantity':2}");
        products().prices.put(coffee, "{\"amount\":\"5.00\",\"currency\":\"EUR\"}");
        Answer first = anna().post("/orders", body, "Idempotency-Key", "coffee");

        products().prices.put(coffee, "{\"amount\":\"9.00\",\"currency\":\"EUR\"}");
        int asked = products().requests.get();
        Answer again = anna().post("/orders", body, "Idempotency-Key", "coffee");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(products().requests.get()).isEqualTo(asked);
        assertThat(anna().get("/orders").json()).hasSize(1);
        assertThat(anna().get("/orders/" + first.text("id"))
                        .json()
                        .at("/total/amount")
                        .asText())
                .isEqualTo("10.00");
        assertThat(anna().post("/orders", body).json().at("/total/amount").asText())
                .isEqualTo("18.00");
    }

    @Test
    default void aKeyIsForOneBodyAndOneCaller() throws Exception {
        String laptop = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");
        String cable = Situation.lines("{'productId':'" + CABLE + "','quantity':1}");
        Answer first = anna().post("/orders", laptop, "Idempotency-Key", "k");

        assertThat(anna().post("/orders", cable, "Idempotency-Key", "k").refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
        assertThat(bert().post("/orders", laptop, "Idempotency-Key", "k").header("Location"))
                .isNotEqualTo(first.header("Location"));
        assertThat(anna().post("/orders", laptop, "Idempotency-Key", "a b").refusal())
                .isEqualTo("VALIDATION_FAILED Idempotency-Key");
    }

    @Test
    default void ofManyRepetitionsAtOnceOneOrderIsPlaced() throws Exception {
        String body = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");

        List<Answer> answers = Situation.atOnce(6, () -> anna().post("/orders", body, "Idempotency-Key", "many"));

        assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.refusal()).isEqualTo("REQUEST_IN_FLIGHT "));
        assertThat(anna().get("/orders").json()).hasSize(1);
    }

    @Test
    default void aRefusedOrderMayBeCorrectedUnderItsKey() throws Exception {
        String unknown = Situation.lines("{'productId':'" + new UUID(0, 9) + "','quantity':1}");
        String known = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");

        assertThat(anna().post("/orders", unknown, "Idempotency-Key", "again").refusal())
                .isEqualTo("UNKNOWN_PRODUCT lines[0].productId");
        assertThat(anna().post("/orders", known, "Idempotency-Key", "again").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | VALIDATION_FAILED lines             | {}",
                "400 | VALIDATION_FAILED lines             | {'lines':[]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':0}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':1001}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':'1'}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP'}]}",
                "400 | VALIDATION_FAILED lines[0].productId| {'lines':[{'productId':'nobody','quantity':1}]}",
                "400 | VALIDATION_FAILED lines[0].unitPrice| {'lines':[{'productId':'LAPTOP','unitPrice':"
                        + "{'amount':'0.01','currency':'EUR'},'quantity':1}]}",
                "400 | VALIDATION_FAILED total             | {'total':{'amount':'0.01','currency':'EUR'},'lines':"
                        + "[{'productId':'LAPTOP','quantity':1}]}",
                "400 | VALIDATION_FAILED status            | {'status':'CONFIRMED','lines':[]}",
                "400 | VALIDATION_FAILED userId            | {'userId':'LAPTOP','lines':[]}",
                "400 | VALIDATION_FAILED id                | {'id':'LAPTOP','lines':[]}",
                "400 | VALIDATION_FAILED version           | {'version':7,'lines':[]}",
                "400 | MALFORMED_JSON body                 | {",
                "422 | UNKNOWN_PRODUCT lines[0].productId  | {'lines':[{'productId':'NOTHING','quantity':1}]}",
                "422 | DUPLICATE_PRODUCT lines[1].productId|"
                        + " {'lines':[{'productId':'LAPTOP','quantity':1},{'productId':'LAPTOP','quantity':2}]}",
                "422 | MIXED_CURRENCIES lines[1].productId |"
                        + " {'lines':[{'productId':'LAPTOP','quantity':1},{'productId':'SUSHI','quantity':2}]}"
            },
            quoteCharacter = '`')
    default void refusesWhatIsNoOrderAndNamesTheField(int status, String refusal, String body) throws Exception {
        Answer answer = anna().post(
                        "/orders",
                        Situation.json(body)
                                .replace("LAPTOP", LAPTOP.toString())
                                .replace("SUSHI", SUSHI.toString())
                                .replace("NOTHING", new UUID(0, 9).toString()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.refusal()).isEqualTo(refusal);
        assertThat(anna().get("/orders").json()).isEmpty();
    }
}
