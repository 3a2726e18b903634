package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How stock is set by administrators, and taken and given back for orders. */
interface StockOfProducts extends Situation {
    @Test
    default void anAdministratorSetsTheStock() throws Exception {
        String laptop = laptops(5);
        String stock = laptop + "/stock";

        assertThat(anybody().get(stock).response().body()).isEqualTo("{\"stock\":5}");
        assertThat(anybody().get(stock, "If-None-Match", "\"0\"").status()).isEqualTo(304);
        assertThat(admin().send("PUT", stock, "{\"stock\":6}").text("code")).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(put(stock, "{'stock':6}", "\"1\"").text("code")).isEqualTo("PRECONDITION_FAILED");
        Answer set = put(stock, "{'stock':6}", "\"0\"");
        assertThat(set.response().body()).isEqualTo("{\"stock\":6}");
        assertThat(set.header("ETag")).isEqualTo("\"1\"");
        assertThat(put(stock, "{'stock':6}", "\"1\"").header("ETag")).isEqualTo("\"1\"");
        assertThat(put(stock, "{'stock_quantity':0}", "*").header("ETag")).isEqualTo("\"2\"");
        assertThat(put(stock, "{'stock':-1}", "*").refusal()).isEqualTo("VALIDATION_FAILED stock");
        assertThat(put(stock, "{'stock':1000001}", "*").refusal()).isEqualTo("VALIDATION_FAILED stock");
        assertThat(put(stock, "{}", "*").refusal()).isEqualTo("VALIDATION_FAILED stock");
        assertThat(put(stock, "{'stock':1,'held':0}", "*").refusal()).isEqualTo("VALIDATION_FAILED held");
        assertThat(history(laptop)).containsExactly("ProductCreated", "StockChanged", "StockChanged");
    }

    @Test
    default void stockIsReservedOnceHoweverOftenAnOrderIsDelivered() throws Exception {
        String laptop = laptops(50);
        UUID event = UUID.randomUUID();
        UUID order = UUID.randomUUID();

        publish(event, "OrderPlaced", order(order, laptop, 3));
        publish(event, "OrderPlaced", order(order, laptop, 3));
        publish(UUID.randomUUID(), "OrderPlaced", order(order, laptop, 3));
        awaitStock(laptop, 47);
        happens("OrderPlaced", order(UUID.randomUUID(), laptop, 40));
        awaitStock(laptop, 7);
        UUID large = UUID.randomUUID();
        happens("OrderPlaced", order(large, laptop, 8));
        happens("OrderPlaced", order(UUID.randomUUID(), laptop, 7));
        awaitStock(laptop, 0);
        Situation.await(() -> admin().get("/products/" + large + "/events").status() == 200);
        assertThat(history("/products/" + order)).containsExactly("StockReserved");
        assertThat(history("/products/" + large)).containsExactly("StockRejected");
    }

    /** As many as are set are at hand besides those that an order holds, which come back on top of them. */
    @Test
    default void aProductThatIsChangedWithItsStockOverlooksNoOrder() throws Exception {
        String laptop = laptops(10);
        UUID order = UUID.randomUUID();
        happens("OrderPlaced", order(order, laptop, 3));
        awaitStock(laptop, 7);

        assertThat(patch(laptop, "{'stock':50}", "\"0\"").text("code")).isEqualTo("PRECONDITION_FAILED");
        Answer named = patch(laptop, "{'name':'Notebook'}", "*");
        assertThat(named.json().get("stock").asInt()).isEqualTo(7);
        Answer set = patch(laptop, "{'stock':50}", named.header("ETag"));
        assertThat(set.json().get("stock").asInt()).isEqualTo(50);

        happens("OrderCancelled", ended(order));
        awaitStock(laptop, 53);
    }

    /** Orders and changes of the product that leave the stock out meet, and each piece is counted once. */
    @Test
    default void changesThatLeaveTheStockOutLoseNoneOfIt() throws Exception {
        String laptop = laptops(50);

        for (int i = 0; i < 20; i++) {
            happens("OrderPlaced", order(UUID.randomUUID(), laptop, 2));
            assertThat(patch(laptop, "{'description':'as of change " + i + "'}", "*")
                            .status())
                    .isEqualTo(200);
        }

        awaitStock(laptop, 10);
    }

    @Test
    default void stockIsGivenBackWhenAnOrderEnds() throws Exception {
        String laptop = laptops(10);
        UUID confirmed = UUID.randomUUID();
        UUID late = UUID.randomUUID();

        happens("OrderTimedOut", ended(late));
        happens("OrderPlaced", order(confirmed, laptop, 3));
        awaitStock(laptop, 7);
        happens("OrderConfirmed", ended(confirmed));
        Situation.await(() -> history("/products/" + confirmed).contains("StockCommitted"));
        happens("OrderCancelled", ended(confirmed));
        awaitStock(laptop, 10);
        happens("OrderPlaced", order(late, laptop, 4));
        happens("OrderPlaced", order(UUID.randomUUID(), laptop, 1));
        awaitStock(laptop, 9);

        assertThat(history("/products/" + confirmed))
                .containsExactly("StockReserved", "StockCommitted", "StockReleased");
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"3\"");
        assertThat(history(laptop)).containsExactly("ProductCreated", "StockTaken", "StockGivenBack", "StockTaken");
    }

    @Test
    default void stockIsGivenBackWhenNothingIsHeardOfAnOrder() throws Exception {
        String laptop = laptops(10);
        UUID order = UUID.randomUUID();
        happens("OrderPlaced", order(order, laptop, 3));
        awaitStock(laptop, 7);

        admin().send("DELETE", "/probe?order=" + order, "");

        awaitStock(laptop, 10);
        assertThat(history("/products/" + order)).containsExactly("StockReserved", "StockReleased");
    }

    @Test
    default void whatIsReservedStaysWhenTheProductIsDeleted() throws Exception {
        String laptop = laptops(10);
        UUID order = UUID.randomUUID();
        happens("OrderPlaced", order(order, laptop, 3));
        awaitStock(laptop, 7);

        assertThat(admin().send("DELETE", laptop, "").status()).isEqualTo(204);
        happens("OrderConfirmed", ended(order));

        Situation.await(() -> history("/products/" + order).contains("StockCommitted"));
    }

    @Test
    default void eventsThatCannotBeReadHoldUpNoOthers() throws Exception {
        String laptop = laptops(50);

        happens("OrderPlaced", order(UUID.randomUUID(), laptop, -5));
        happens("OrderConfirmed", "{}");
        happens("OrderPlaced", order(UUID.randomUUID(), laptop, 50));

        awaitStock(laptop, 0);
    }

    @Test
    default void whatBecomesOfReservationsIsCounted() throws Exception {
        String laptop = laptops(10);
        happens("OrderPlaced", order(UUID.randomUUID(), laptop, 3));
        awaitStock(laptop, 7);
        ServiceClient server = new ServiceClient(admin().base().replaceFirst("/products$", ""), "");

        Situation.await(() -> {
            String metrics = server.get("/metrics?scope=application").response().body();
            return metrics.matches(
                            "(?s).*gatehouse_products_reservations_total\\{[^}]*outcome=\"reserved\"[^}]*} [1-9].*")
                    && metrics.matches("(?s).*gatehouse_products_reservations_held\\{[^}]*} [1-9].*");
        });
    }

    private void happens(String type, String data) throws Exception {
        publish(UUID.randomUUID(), type, data);
    }

    private void publish(UUID event, String type, String data) throws Exception {
        admin().publish("/orders", event, type, data);
    }

    private static String order(UUID order, String product, int quantity) {
        return Situation.json("{'orderId':'" + order + "','userId':'" + UUID.randomUUID() + "','lines':[{'productId':'"
                + product.replace("/products/", "") + "','quantity':" + quantity + "}]}");
    }

    private static String ended(UUID order) {
        return Situation.json("{'orderId':'" + order + "','userId':'" + UUID.randomUUID() + "'}");
    }

    private void awaitStock(String product, int expected) throws Exception {
        Situation.await(() -> anybody().get(product).json().get("stock").asInt() == expected);
    }
}
