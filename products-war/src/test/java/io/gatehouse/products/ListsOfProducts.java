package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists: order, filters, pages, and what is no list. */
interface ListsOfProducts extends Situation {
    @Test
    default void aListIsSortedFilteredAndPaged() throws Exception {
        String category = category();
        add(category, "Blue phone", "300", 0);
        add(category, "Air laptop", "900.50", 2);
        add(category, "Red laptop", "1200", 3);
        String all = "?category=" + category;

        assertThat(names(all)).containsExactly("Red laptop", "Air laptop", "Blue phone");
        assertThat(names(all + "&sort=name&limit=1")).containsExactly("Air laptop", "Blue phone", "Red laptop");
        assertThat(names(all + "&sort=-price&limit=2")).containsExactly("Red laptop", "Air laptop", "Blue phone");
        assertThat(names(all + "&inStock=true&maxPrice=900.50")).containsExactly("Air laptop");
        assertThat(names(all + "&inStock=false")).containsExactly("Blue phone");
        assertThat(names(all + "&currency=USD")).isEmpty();
        assertThat(names(all + "&q=LAPTOP&limit=1")).containsExactly("Red laptop", "Air laptop");
        assertThat(names(all + "&q=red+laptop")).containsExactly("Red laptop");
        assertThat(names(all + "&q=%25")).isEmpty();
    }

    @Test
    default void aListSaysHowManyThereAreOfEach() throws Exception {
        String category = category();
        add(category, "Some", "300", 7);

        assertThat(Situation.all(anybody(), "/products?category=" + category, "/stock"))
                .containsExactly("7");
    }

    @Test
    default void aCursorBelongsToItsOrder() throws Exception {
        laptops(1);
        laptops(1);
        String next = anybody().get("/products?limit=1&sort=price").next();

        assertThat(anybody().get("/products" + next).status()).isEqualTo(200);
        assertThat(anybody()
                        .get("/products" + next.replace("sort=price", "sort=name"))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED after");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "sort=stock, sort",
        "sort=price;drop, sort",
        "after=zzz, after",
        "category=home, category",
        "minPrice=cheap, minPrice",
        "minPrice=-1, minPrice",
        "maxPrice=1e9, maxPrice",
        "maxPrice=99999999, maxPrice",
        "currency=eur, currency",
        "currency=XAU, currency",
        "currency=EUR&currency=USD, currency",
        "inStock=yes, inStock",
        "inStock=, inStock",
        "q=, q",
        "q=+, q",
        "q=a%00b, q",
        "q=a%07b, q",
        "name=Laptop, name"
    })
    default void aQueryThatIsNotUnderstoodIsRefusedByName(String query, String field) throws Exception {
        Answer refused = anybody().get("/products?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    default void aSearchHasItsBounds() throws Exception {
        assertThat(anybody().get("/products?q=" + "x".repeat(200)).status()).isEqualTo(200);
        assertThat(anybody().get("/products?q=" + "x+".repeat(100)).status()).isEqualTo(200);
        assertThat(anybody().get("/products?q=" + "x".repeat(201)).refusal()).isEqualTo("VALIDATION_FAILED q");
    }

    private void add(String category, String name, String price, int stock) throws Exception {
        Answer created = create(
                "/products",
                "{'name':'" + name + "','price':" + price + ",'categoryId':'" + category + "','stock':" + stock + "}");
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    }

    private List<String> names(String query) throws Exception {
        return Situation.all(anybody(), "/products" + query, "/name");
    }
}
