package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit: however much there is, the same. */
interface CountingStatements extends Situation {
    /** What the service asks by itself all the time is about other tables, or is this. */
    Pattern SWEEP = Pattern.compile("delete from idempotency where expires_at", Pattern.CASE_INSENSITIVE);

    Pattern OF_REQUESTS = Pattern.compile(
            "\\b(product|category|stock_level|audit_event|idempotency)\\b|insert into outbox",
            Pattern.CASE_INSENSITIVE);

    /** Something that is asked for. */
    interface Request {
        Answer send() throws Exception;
    }

    /** The claim, the category, the product, its stock, the number of the event, its audit, the event, the answer. */
    @Test
    default void aProductIsCreatedInEightStatementsAndRepeatedInThree() throws Exception {
        String body = Situation.json(LAPTOP.replace("'stock'", "'categoryId':'" + category() + "','stock'"));
        String key = UUID.randomUUID().toString();

        assertThat(asked(201, () -> admin().post("/products", body, "Idempotency-Key", key)))
                .hasSize(8);
        assertThat(asked(201, () -> admin().post("/products", body, "Idempotency-Key", key)))
                .hasSize(3);
    }

    /** The products with their prices and categories, and the stock of all. */
    @Test
    default void aPageIsReadInTwoStatementsHoweverManyProductsItHas() throws Exception {
        String category = category();
        String list = "/products?limit=20&category=" + category;
        String laptop = LAPTOP.replace("'stock'", "'categoryId':'" + category + "','stock'");

        create("/products", laptop);
        assertThat(asked(200, () -> anybody().get(list))).hasSize(2);

        for (int i = 0; i < 20; i++) {
            create("/products", laptop);
        }
        List<String> asked = asked(200, () -> {
            Answer page = anybody().get(list);
            assertThat(page.json()).hasSize(20);
            return page;
        });
        assertThat(asked).hasSize(2);
        assertThat(asked(200, () -> anybody().get(list + "&q=laptop"))).hasSize(2);
        assertThat(asked(200, () -> anybody().get("/products/categories?limit=20")))
                .hasSize(1);
    }

    /** Product and stock together; prices of many as those of one. */
    @Test
    default void aProductIsReadInOneStatementAndSoArePrices() throws Exception {
        String laptop = laptops(5);
        String prices = "/products/prices?id=" + laptop.replace("/products/", "");

        assertThat(asked(200, () -> anybody().get(laptop))).hasSize(1);
        assertThat(asked(304, () -> anybody().get(laptop, "If-None-Match", "*")))
                .hasSize(1);
        assertThat(asked(200, () -> anybody().get(laptop + "/stock"))).hasSize(1);
        assertThat(asked(404, () -> anybody().get("/products/" + UUID.randomUUID())))
                .hasSize(1);
        String more = prices + "&id=" + laptops(5).replace("/products/", "");
        assertThat(asked(200, () -> anybody().get(prices))).hasSize(1);
        assertThat(asked(200, () -> anybody().get(more))).hasSize(1);
    }

    /** The stock with its lock, the stock, the number, the audit, the event. */
    @Test
    default void stockIsCountedAnewInFiveStatementsAndNotAtAllInOne() throws Exception {
        String stock = laptops(5) + "/stock";

        assertThat(asked(200, () -> put(stock, "{'stock':6}", "\"0\""))).hasSize(5);
        assertThat(asked(200, () -> put(stock, "{'stock':6}", "\"1\""))).hasSize(1);
    }

    /** The lock of the stock, the product, the change, the number, the audit, the event. */
    @Test
    default void aProductIsChangedInSixStatementsAndNotAtAllInTwo() throws Exception {
        String laptop = laptops(5);

        assertThat(asked(200, () -> patch(laptop, "{'name':'Phone'}", "\"0\""))).hasSize(6);
        assertThat(asked(200, () -> patch(laptop, "{'name':'Phone'}", "\"1\""))).hasSize(2);
    }

    @Test
    default void categoriesAreListedInOneStatementHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 4; i++) {
            category();
        }

        for (String query : List.of("?limit=2", "?limit=4", "?sort=-name", "?name=c")) {
            assertThat(asked(200, () -> anybody().get("/products/categories" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    default void whatHappenedIsListedInOneStatementHoweverMuchThatIs() throws Exception {
        String laptop = laptops(5);
        patch(laptop, "{'name':'Phone'}", "*");
        patch(laptop, "{'name':'Laptop'}", "*");

        for (String query : List.of("?limit=2", "?limit=3", "?sort=-number", "?type=ProductChanged")) {
            assertThat(asked(200, () -> admin().get(laptop + "/events" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    private List<String> asked(int status, Request request) throws Exception {
        anybody().get("/probe");
        assertThat(request.send().status()).isEqualTo(status);
        return anybody()
                .get("/probe")
                .response()
                .body()
                .lines()
                .filter(OF_REQUESTS.asPredicate())
                .filter(SWEEP.asPredicate().negate())
                .toList();
    }
}
