package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How products change and go, and what becomes of changes that meet. */
interface ChangingProducts extends Situation {
    String PHONE = "{'name':'Phone','price':{'amount':'300','currency':'USD'}}";

    @Test
    default void aProductIsReplacedAndDeletedAndAllOfItIsKeptInTheAudit() throws Exception {
        String laptop = laptops(5);

        Answer replaced = put(laptop, PHONE, "\"0\"");
        assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"1\"");
        assertThat(replaced.json().fieldNames())
                .toIterable()
                .containsExactly("id", "name", "price", "stock", "createdAt");
        assertThat(replaced.json().get("stock").asInt()).isEqualTo(5);
        assertThat(anybody().get(laptop).json()).isEqualTo(replaced.json());
        assertThat(put(laptop, PHONE, "\"1\"").header("ETag")).isEqualTo("\"1\"");
        assertThat(put(laptop, PHONE.replace("300", "299.99"), "\"1\"").header("ETag"))
                .isEqualTo("\"2\"");

        assertThat(admin().send("DELETE", laptop, "").status()).isEqualTo(204);
        assertThat(anybody().get(laptop).refusal()).isEqualTo("NOT_FOUND ");
        assertThat(admin().send("DELETE", laptop, "").status()).isEqualTo(404);
        assertThat(put(laptop + "/stock", "{'stock':1}", "*").status()).isEqualTo(404);
        assertThat(history(laptop))
                .containsExactly("ProductCreated", "ProductChanged", "PriceChanged", "PriceChanged", "ProductDeleted");
    }

    @Test
    default void aPatchChangesWhatItNames() throws Exception {
        String laptop = laptops(5);

        Answer patched = patch(laptop, "{'name':'Notebook','price':{'amount':'999.90'}}", "\"0\"");
        assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
        assertThat(patched.text("name")).isEqualTo("Notebook");
        assertThat(patched.text("description")).isEqualTo("Thin\nand light");
        assertThat(patched.json().at("/price/amount").asText()).isEqualTo("999.90");
        assertThat(patched.header("ETag")).isEqualTo("\"1\"");
        assertThat(patch(laptop, "{'description':null}", "\"1\"").json().has("description"))
                .isFalse();
        assertThat(patch(laptop, "{'price':5}", "\"2\"")
                        .json()
                        .at("/price/amount")
                        .asText())
                .isEqualTo("5.00");
        assertThat(patch(laptop, "{}", "\"3\"").header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VALIDATION_FAILED name           | {'name':null}",
                "VALIDATION_FAILED name           | {'name':''}",
                "VALIDATION_FAILED price          | {'price':null}",
                "VALIDATION_FAILED price.amount   | {'price':{'amount':null}}",
                "VALIDATION_FAILED price.amount   | {'price':{'amount':5}}",
                "VALIDATION_FAILED price.amount   | {'price':1e99}",
                "VALIDATION_FAILED price.currency | {'price':{'currency':'XXX'}}",
                "VALIDATION_FAILED stock          | {'stock':-1}",
                "VALIDATION_FAILED stock          | {'stock':1000001}",
                "VALIDATION_FAILED stock          | {'stock_quantity':-1}",
                "VALIDATION_FAILED stock          | {'stock':'7'}",
                "VALIDATION_FAILED stock          | {'stock':1.5}",
                "VALIDATION_FAILED id             | {'id':'3f2c1b9e-0000-4000-8000-000000000000'}",
                "VALIDATION_FAILED version        | {'version':7}",
                "VALIDATION_FAILED categoryId     | {'categoryId':''}",
                "UNKNOWN_CATEGORY categoryId      | {'categoryId':'3f2c1b9e-0000-4000-8000-000000000000'}",
                "MALFORMED_JSON body              | []",
                "MALFORMED_JSON body              | {"
            })
    default void aPatchSetsNothingThatMayNotBeSet(String refusal, String patch) throws Exception {
        String laptop = laptops(5);
        JsonNode before = anybody().get(laptop).json();

        Answer refused = patch(laptop, patch, "\"0\"");

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(anybody().get(laptop).json()).isEqualTo(before);
    }

    @Test
    default void theStockIsSetByAChangeThatNamesItAndByNoOther() throws Exception {
        String laptop = laptops(5);

        Answer named = put(laptop, PHONE.replace("}}", "},'stock':7}"), "\"0\"");
        assertThat(named.json().get("stock").asInt())
                .as(named.response().body())
                .isEqualTo(7);
        assertThat(named.header("ETag")).isEqualTo("\"2\"");
        assertThat(anybody().get(laptop).json()).isEqualTo(named.json());
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"2\"");
        assertThat(put(laptop, PHONE, "\"2\"").json()).isEqualTo(named.json());
        assertThat(patch(laptop, "{'name':'Mobile'}", "\"2\"")
                        .json()
                        .get("stock")
                        .asInt())
                .isEqualTo(7);
        Answer alias = patch(laptop, "{'stock_quantity':9}", "\"3\"");
        assertThat(alias.json().get("stock").asInt())
                .as(alias.response().body())
                .isEqualTo(9);
        assertThat(patch(laptop, "{'stock':9}", "\"4\"").header("ETag")).isEqualTo("\"4\"");
        assertThat(patch(laptop, "{'stock':null}", "\"4\"").header("ETag")).isEqualTo("\"4\"");
        assertThat(patch(laptop, "{'stock':8}", "\"3\"").text("code")).isEqualTo("PRECONDITION_FAILED");
        assertThat(admin().send("PUT", laptop, Situation.json(PHONE.replace("}}", "},'stock':8}")))
                        .text("code"))
                .isEqualTo("PRECONDITION_REQUIRED");
        assertThat(history(laptop))
                .containsExactly(
                        "ProductCreated",
                        "StockChanged",
                        "ProductChanged",
                        "PriceChanged",
                        "ProductChanged",
                        "StockChanged");
    }

    @Test
    default void aChangeThatIsRefusedLeavesTheStockAlone() throws Exception {
        String laptop = laptops(5);
        String nowhere = "'categoryId':'3f2c1b9e-0000-4000-8000-000000000000'";

        assertThat(patch(laptop, "{'stock':9," + nowhere + "}", "*").status()).isEqualTo(422);
        assertThat(patch(laptop, "{'stock':9,'price':{'currency':'XXX'}}", "*").status())
                .isEqualTo(400);

        assertThat(anybody().get(laptop).json().get("stock").asInt()).isEqualTo(5);
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    default void aReadOfWhatTheClientHasIsNotAnsweredWithItAgainUntilItsStockChanges() throws Exception {
        String laptop = laptops(5);

        assertThat(anybody().get(laptop, "If-None-Match", "\"0\"").status()).isEqualTo(304);
        put(laptop + "/stock", "{'stock':6}", "\"0\"");
        Answer changed = anybody().get(laptop, "If-None-Match", "\"0\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("stock").asInt()).isEqualTo(6);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    default void aChangeNeedsTheVersionThatItIsAbout() throws Exception {
        String laptop = laptops(5);

        assertThat(admin().send("PUT", laptop, Situation.json(PHONE)).text("code"))
                .isEqualTo("PRECONDITION_REQUIRED");
        assertThat(put(laptop, PHONE, "\"1\"").text("code")).isEqualTo("PRECONDITION_FAILED");
        assertThat(put(laptop, PHONE, "0").refusal()).isEqualTo("VALIDATION_FAILED If-Match");
        assertThat(admin().send("DELETE", laptop, "", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(put(laptop, PHONE, "*").status()).isEqualTo(200);
        assertThat(admin().send("DELETE", laptop, "", "If-Match", "\"1\"").status())
                .isEqualTo(204);
    }

    @Test
    default void ofManyChangesOfOneVersionOneIsMade() throws Exception {
        String laptop = laptops(5);

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i ->
                        status(laptop, PHONE.replace("Phone", UUID.randomUUID().toString())))
                .toList();

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    default void ofManyChangesOfOneVersionThatNameTheStockOneIsMade() throws Exception {
        String laptop = laptops(5);

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> status(laptop, PHONE.replace("}}", "},'stock':" + (10 + i) + "}")))
                .toList();

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(anybody().get(laptop).header("ETag")).isEqualTo("\"2\"");
        assertThat(anybody().get(laptop).json().get("stock").asInt()).isEqualTo(10 + statuses.indexOf(200));
    }

    private int status(String laptop, String body) {
        try {
            return put(laptop, body, "\"0\"").status();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
