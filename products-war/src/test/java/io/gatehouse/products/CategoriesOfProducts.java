package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How categories come, change and go. */
interface CategoriesOfProducts extends Situation {
    @Test
    default void categoriesAreCreatedRenamedAndDeletedAndEverybodySeesThem() throws Exception {
        String name = "c" + UUID.randomUUID();
        Answer created = create("/products/categories", "{'name':'" + name + "'}");
        String category = "/products/categories/" + created.text("id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/products" + category);
        assertThat(anybody().get(category).json()).isEqualTo(created.json());
        assertThat(Situation.all(anybody(), "/products/categories?sort=name", "/name"))
                .contains(name);
        assertThat(Situation.all(anybody(), "/products/categories?name=" + name.toUpperCase(Locale.ROOT), "/name"))
                .containsExactly(name);
        assertThat(create("/products/categories", "{'name':' " + name.toUpperCase(Locale.ROOT) + "'}")
                        .refusal())
                .isEqualTo("CATEGORY_NAME_TAKEN name");
        assertThat(patch(category, "{'name':'" + name + "2'}", "\"0\"").text("name"))
                .isEqualTo(name + "2");
        assertThat(put(category, "{'name':'" + name + "2'}", "\"1\"").header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(put(category, "{'name':'x'}", "\"0\"").status()).isEqualTo(412);
        assertThat(admin().send("DELETE", category, "", "If-Match", "\"1\"").status())
                .isEqualTo(204);
        assertThat(anybody().get(category).refusal()).isEqualTo("NOT_FOUND ");
        assertThat(history(category)).containsExactly("CategoryCreated", "CategoryChanged", "CategoryDeleted");
    }

    @Test
    default void aRepeatedRequestCreatesOneCategoryAndGetsTheSameAnswer() throws Exception {
        String body = Situation.json("{'name':'c" + UUID.randomUUID() + "'}");
        ServiceClient admin = admin();
        String key = UUID.randomUUID().toString();

        Answer first = admin.post("/products/categories", body, "Idempotency-Key", key);
        Answer again = admin.post("/products/categories", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(history("/products/categories/" + first.text("id"))).containsExactly("CategoryCreated");
        assertThat(admin.post("/products/categories", body.replace("c", "d"), "Idempotency-Key", key)
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
    }

    @Test
    default void aCategoryIsNotChangedByWhoDoesNotSayWhatTheyHaveSeen() throws Exception {
        String category = "/products/categories/" + category();
        String body = Situation.json("{'name':'unseen'}");

        assertThat(admin().send("PUT", category, body).refusal()).isEqualTo("PRECONDITION_REQUIRED ");
        assertThat(admin().send("PATCH", category, body, "Content-Type", MERGE_PATCH)
                        .status())
                .isEqualTo(428);
        assertThat(anybody().get(category).header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    default void aCategoryWithProductsStays() throws Exception {
        String id = category();
        String laptop = "/products/"
                + create("/products", LAPTOP.replace("'stock'", "'categoryId':'" + id + "','stock'"))
                        .text("id");

        assertThat(anybody().get(laptop).text("categoryId")).isEqualTo(id);
        assertThat(admin().send("DELETE", "/products/categories/" + id, "").refusal())
                .isEqualTo("CATEGORY_IN_USE ");
        assertThat(patch(laptop, "{'categoryId':null}", "\"0\"").json().has("categoryId"))
                .isFalse();
        assertThat(admin().send("DELETE", "/products/categories/" + id, "").status())
                .isEqualTo(204);
        assertThat(patch(laptop, "{'categoryId':'" + id + "'}", "\"1\"").refusal())
                .isEqualTo("UNKNOWN_CATEGORY categoryId");
    }

    @Test
    default void aListOfNoNameIsRefused() throws Exception {
        for (String name : List.of("", "%20", "%E2%80%83", "x".repeat(101))) {
            assertThat(anybody().get("/products/categories?name=" + name).refusal())
                    .as(name)
                    .isEqualTo("VALIDATION_FAILED name");
        }
    }

    @Test
    default void whatIsNoCategoryIsRefused() throws Exception {
        assertThat(create("/products/categories", "{'name':' '}").refusal()).isEqualTo("VALIDATION_FAILED name");
        assertThat(create("/products/categories", "{'name':'" + "x".repeat(101) + "'}")
                        .refusal())
                .isEqualTo("VALIDATION_FAILED name");
        assertThat(create("/products/categories", "{'name':'a','id':'b'}").refusal())
                .isEqualTo("VALIDATION_FAILED id");
        assertThat(create("/products", LAPTOP.replace("'stock'", "'categoryId':'" + UUID.randomUUID() + "','stock'"))
                        .refusal())
                .isEqualTo("UNKNOWN_CATEGORY categoryId");
        assertThat(anybody().get("/products/categories/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
