package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What all situations share: a user, products, and ways to call the service. */
interface Situation {
    UUID LAPTOP = new UUID(0, 1);
    UUID CABLE = new UUID(0, 2);
    UUID SUSHI = new UUID(0, 3);
    Duration PATIENCE = Duration.ofSeconds(60);

    /** The user of this test, and nobody of another. */
    UUID user();

    FakeProducts products();

    /** Calls for somebody in some roles. */
    ServiceClient clientOf(UUID user, String... roles);

    default ServiceClient anna() {
        return clientOf(user(), "user");
    }

    /** Somebody else, the same within a test. */
    default ServiceClient bert() {
        return clientOf(new UUID(user().getLeastSignificantBits(), user().getMostSignificantBits()), "user");
    }

    default ServiceClient admin() {
        return clientOf(new UUID(9, 9), "user", "admin");
    }

    default ServiceClient nobody() {
        return new ServiceClient(anna().base(), "");
    }

    default Answer order(UUID product, int quantity) throws Exception {
        return anna().post("/orders", lines("{'productId':'" + product + "','quantity':" + quantity + "}"));
    }

    /** The address of a new order of Anna's. */
    default String placed() throws Exception {
        Answer answer = order(LAPTOP, 1);
        assertThat(answer.status()).isEqualTo(201);
        return "/orders/" + answer.text("id");
    }

    /** As if products had said it. */
    default void stock(String type, String order, String reason) throws Exception {
        String id = order.substring("/orders/".length());
        String why = reason.isEmpty() ? "" : ",'reason':'" + reason + "'";
        anna().publish("/products", UUID.randomUUID(), type, json("{'orderId':'" + id + "'" + why + "}"));
    }

    default String confirmed() throws Exception {
        String order = placed();
        stock("StockReserved", order, "");
        Situation.await(() -> status(order).equals("CONFIRMED"));
        return order;
    }

    /** As if all open orders had been placed earlier: the server looks every two seconds for those whose time is over. */
    default void theTimeOfOpenOrdersIsOver() throws Exception {
        assertThat(anna().send("PUT", "/probe", "").status()).isEqualTo(200);
    }

    default String status(String order) throws Exception {
        return admin().get(order).text("status");
    }

    static String lines(String... lines) {
        return json("{'lines':[" + String.join(",", lines) + "]}");
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static List<Answer> atOnce(int clients, Callable<Answer> call) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(clients);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : all.invokeAll(Collections.nCopies(clients, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            all.shutdown();
        }
    }

    /** What becomes true in a while. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
