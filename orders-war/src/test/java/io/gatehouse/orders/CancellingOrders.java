package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How an order is cancelled, and what may cross that. */
interface CancellingOrders extends Situation {
    @Test
    default void theOwnerCancelsAnOrderOnceHoweverOften() throws Exception {
        String order = placed();

        Answer cancelled = anna().post(order + "/cancel", "", "If-Match", "\"0\"");
        Answer again = anna().post(order + "/cancel", "");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.header("ETag")).isEqualTo("\"1\"");
        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("reason")).isEqualTo("CANCELLED_BY_OWNER");
        assertThat(Instant.parse(cancelled.text("updatedAt"))).isAfter(Instant.parse(cancelled.text("createdAt")));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.response().body()).isEqualTo(cancelled.response().body());
        assertThat(events(order)).containsExactly("OrderPlaced", "OrderCancelled");
    }

    @Test
    default void anAdministratorCancelsAConfirmedOrder() throws Exception {
        String order = confirmed();

        Answer cancelled = admin().post(order + "/cancel", "");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("reason")).isEqualTo("CANCELLED_BY_ADMIN");
        assertThat(anna().get(order).text("status")).isEqualTo("CANCELLED");
        assertThat(events(order)).containsExactly("OrderPlaced", "OrderConfirmed", "OrderCancelled");
    }

    @Test
    default void nobodyElseCancelsIt() throws Exception {
        String order = placed();

        assertThat(bert().post(order + "/cancel", "").refusal()).isEqualTo("NOT_FOUND ");
        assertThat(nobody().post(order + "/cancel", "").status()).isEqualTo(401);
        assertThat(anna().post("/orders/" + UUID.randomUUID() + "/cancel", "").refusal())
                .isEqualTo("NOT_FOUND ");
        assertThat(anna().post("/orders/nonsense/cancel", "").status()).isEqualTo(404);
        assertThat(anna().post(order + "/cancel?force=1", "").refusal()).isEqualTo("VALIDATION_FAILED force");
        assertThat(status(order)).isEqualTo("PLACED");
    }

    @Test
    default void whoHasSeenAnotherVersionCancelsNothing() throws Exception {
        String order = confirmed();

        Answer refused = anna().post(order + "/cancel", "", "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.refusal()).isEqualTo("PRECONDITION_FAILED ");
        assertThat(status(order)).isEqualTo("CONFIRMED");
        assertThat(anna().post(order + "/cancel", "", "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    default void anOrderThatHasEndedOtherwiseIsNotCancelled() throws Exception {
        String order = placed();
        stock("StockRejected", order, "OUT_OF_STOCK");
        Situation.await(() -> status(order).equals("REJECTED"));

        Answer refused = anna().post(order + "/cancel", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.refusal()).isEqualTo("ORDER_FINAL ");
        assertThat(anna().get(order).text("reason")).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    default void answersAboutTheStockThatComeTooLateChangeNothing() throws Exception {
        String order = placed();
        Answer cancelled = anna().post(order + "/cancel", "");

        stock("StockReserved", order, "");
        stock("StockReleased", order, "ORDER_CANCELLED");
        confirmed();

        assertThat(anna().get(order).json()).isEqualTo(cancelled.json());
        assertThat(events(order)).containsExactly("OrderPlaced", "OrderCancelled");
    }

    @Test
    default void aConfirmedOrderWhoseReservationHasExpiredIsCancelled() throws Exception {
        String order = confirmed();

        stock("StockReleased", order, "ORDER_TIMED_OUT");
        stock("StockReleased", order, "RESERVATION_EXPIRED");
        Situation.await(() -> status(order).equals("CANCELLED"));

        assertThat(anna().get(order).text("reason")).isEqualTo("RESERVATION_EXPIRED");
        assertThat(events(order)).containsExactly("OrderPlaced", "OrderConfirmed", "OrderCancelled");
    }

    @Test
    default void anOrderTimesOutWhenNobodyAnswers() throws Exception {
        String order = placed();

        theTimeOfOpenOrdersIsOver();
        Situation.await(() -> status(order).equals("TIMED_OUT"));

        assertThat(anna().get(order).text("reason")).isEqualTo("NO_ANSWER_IN_TIME");
        assertThat(events(order)).containsExactly("OrderPlaced", "OrderTimedOut");
        assertThat(anna().post(order + "/cancel", "").refusal()).isEqualTo("ORDER_FINAL ");
    }

    @Test
    default void ofManyCancellationsAndAConfirmationAtOnceEachTakesEffectOnce() throws Exception {
        String order = placed();
        stock("StockReserved", order, "");

        List<Answer> answers = Situation.atOnce(8, () -> anna().post(order + "/cancel", ""));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.text("status")).containsOnly("CANCELLED");
        assertThat(events(order)).endsWith("OrderCancelled").doesNotHaveDuplicates();
    }

    private List<String> events(String order) throws Exception {
        return admin().get(order + "/events").json().findValuesAsText("type");
    }
}
