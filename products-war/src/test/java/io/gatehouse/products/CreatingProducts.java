package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How products come, from whom, and what is none. */
interface CreatingProducts extends Situation {
    @Test
    default void anAdministratorCreatesAProductThatEverybodySees() throws Exception {
        Answer created = create("/products", LAPTOP);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/products/products/" + created.text("id"));
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        assertThat(created.json().get("price").toString()).isEqualTo("{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        Answer seen = anybody().get("/products/" + created.text("id"));
        assertThat(seen.json()).isEqualTo(created.json());
        assertThat(seen.header("ETag")).isEqualTo("\"0\"");
        assertThat(history("/products/" + created.text("id"))).containsExactly("ProductCreated");
    }

    @Test
    default void aPlainPriceIsInTheShopsOwnCurrencyAndTheStockHasAnotherNameToo() throws Exception {
        Answer created =
                create("/products", "{'name':'Laptop','description':'A laptop','price':1200.00,'stock_quantity':50}");

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        assertThat(created.json().get("price").toString()).isEqualTo("{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        assertThat(created.json().get("stock").asInt()).isEqualTo(50);
        assertThat(create("/products", "{'name':'Laptop','price':7,'stock':1}").status())
                .isEqualTo(201);
    }

    @Test
    default void onlyAdministratorsWrite() throws Exception {
        String laptop = laptops(5);
        String body = Situation.json(LAPTOP);

        for (String[] write : new String[][] {
            {"POST", "/products"},
            {"PUT", laptop},
            {"PATCH", laptop},
            {"DELETE", laptop},
            {"PUT", laptop + "/stock"},
            {"POST", "/products/categories"},
            {"PUT", "/products/categories/" + UUID.randomUUID()},
            {"DELETE", "/products/categories/" + UUID.randomUUID()},
            {"GET", laptop + "/events"}
        }) {
            String type = write[0].equals("PATCH") ? MERGE_PATCH : "application/json";
            String sent = write[0].equals("DELETE") || write[0].equals("GET") ? "" : body;
            ServiceClient user = clientOf("user");
            assertThat(user.send(write[0], write[1], sent, "Content-Type", type).status())
                    .as(String.join(" ", write))
                    .isEqualTo(403);
            assertThat(anybody()
                            .send(write[0], write[1], sent, "Content-Type", type)
                            .status())
                    .as(String.join(" ", write))
                    .isEqualTo(401);
        }
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"0\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name           | 'Laptop'           | ' '",
                "name           | 'Laptop'           | 'a\\u0000b'",
                "name           | 'Laptop'           | 'a\\u0007b'",
                "name           | 'Laptop'           | '\\ud800'",
                "name           | 'Laptop'           | 5",
                "description    | 'Thin\\nand light' | '\\u0007'",
                "price          | {'amount':'1200','currency':'EUR'} | null",
                "price          | {'amount':'1200','currency':'EUR'} | '1200'",
                "price.amount   | {'amount':'1200','currency':'EUR'} | -5",
                "price.amount   | {'amount':'1200','currency':'EUR'} | 0",
                "price.amount   | {'amount':'1200','currency':'EUR'} | 0.001",
                "price.amount   | {'amount':'1200','currency':'EUR'} | 1e999999999",
                "price.amount   | {'amount':'1200','currency':'EUR'} | {}",
                "price.amount   | '1200'             | 1200",
                "price.amount   | '1200'             | '0'",
                "price.amount   | '1200'             | '-1'",
                "price.amount   | '1200'             | '1e3'",
                "price.amount   | '1200'             | '0.001'",
                "price.amount   | '1200'             | '10000000'",
                "price.currency | 'EUR'              | 'euro'",
                "price.currency | 'EUR'              | 'ZZZ'",
                "categoryId     | 'stock':50         | 'stock':50,'categoryId':'computers'",
                "stock          | 50                 | -1",
                "stock          | 50                 | 1000001",
                "stock          | 50                 | 1.5",
                "stock          | 'stock':50         | 'stock':null",
                "version        | 'stock':50         | 'stock':50,'version':7",
                "colour         | 'stock':50         | 'colour':'red'"
            })
    default void whatIsNoProductIsRefusedWithTheNameOfTheField(String field, String right, String wrong)
            throws Exception {
        assertThat(LAPTOP).contains(right);

        Answer refused = create("/products", LAPTOP.replace(right, wrong));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    default void textHasItsBounds() throws Exception {
        assertThat(create("/products", LAPTOP.replace("Laptop", "x".repeat(200)))
                        .status())
                .isEqualTo(201);
        assertThat(create("/products", LAPTOP.replace("Laptop", "x".repeat(201)))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED name");
        assertThat(create("/products", LAPTOP.replace("Thin", "x".repeat(10_000)))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED description");
    }

    @Test
    default void sqlInANameIsText() throws Exception {
        String name = "Robert); drop table product; --";

        assertThat(create("/products", LAPTOP.replace("Laptop", name)).text("name"))
                .isEqualTo(name);
        assertThat(anybody().get("/products").status()).isEqualTo(200);
    }

    @Test
    default void aRepeatedRequestCreatesOneProductAndGetsTheSameAnswer() throws Exception {
        String computers = category();
        String body = Situation.json(LAPTOP.replace("'stock'", "'categoryId':'" + computers + "','stock'"));
        ServiceClient admin = admin();

        Answer first = admin.post("/products", body, "Idempotency-Key", "k1");
        Answer again = admin.post("/products", body, "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(admin.post("/products", body.replace("Laptop", "Other"), "Idempotency-Key", "k1")
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
        assertThat(anybody().get("/products?category=" + computers).json()).hasSize(1);
    }

    @Test
    default void thePricesAreToldOfThoseProductsThatExist() throws Exception {
        String laptop = laptops(5).replace("/products/", "");

        assertThat(anybody()
                        .get("/products/prices?id=" + laptop + "&id=" + UUID.randomUUID() + "&id=" + laptop)
                        .json()
                        .toString())
                .isEqualTo("[{\"id\":\"" + laptop + "\",\"price\":{\"amount\":\"1200.00\",\"currency\":\"EUR\"}}]");
        assertThat(anybody().get("/products/prices").refusal()).isEqualTo("VALIDATION_FAILED id");
        assertThat(anybody().get("/products/prices?id=all").refusal()).isEqualTo("VALIDATION_FAILED id");
        assertThat(anybody()
                        .get("/products/prices?id=1" + ("&id=" + laptop).repeat(100))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED id");
    }

    @Test
    default void otherProductsAreNotThere() throws Exception {
        for (String path : List.of("", "/stock")) {
            assertThat(anybody().get("/products/" + UUID.randomUUID() + path).refusal())
                    .isEqualTo("NOT_FOUND ");
            assertThat(anybody().get("/products/nothing" + path).status()).isEqualTo(404);
        }
    }
}
