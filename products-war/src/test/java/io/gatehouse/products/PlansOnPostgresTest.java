package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.Explaining;
import io.gatehouse.kernel.testing.Plan;
import io.gatehouse.products.stock.StockBook;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How PostgreSQL finds a page among a million products: by an index, and never by looking at all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlansOnPostgresTest {
    private final Explaining explaining = new Explaining();
    private final DataSource postgres = Databases.postgres();
    private final Database database;

    PlansOnPostgresTest() throws SQLException {
        Million.fill(postgres);
        database = new Database(explaining.wrap(postgres));
        Million.analyze(postgres);
        // What Hibernate asks at its start is not meant.
        List<Plan> unused = explaining.plans();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    /** Whoever sorts has few rows to sort; otherwise the index gives them in their order, and no more than are needed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                     | product_newest",
                "sort=createdAt                       | product_newest",
                "sort=name                            | product_by_name",
                "sort=-name                           | product_by_name",
                "sort=price                           | product_by_price",
                "sort=-price                          | product_by_price",
                "category=CATEGORY                    | product_of_category",
                "category=CATEGORY&sort=name          | product_of_category_by_name",
                "category=CATEGORY&sort=-price        | product_of_category_by_price",
                "minPrice=40&maxPrice=50&sort=price   | product_in_currency",
                "currency=USD&sort=-price             | product_in_currency",
                "inStock=true                         | product_newest"
            })
    void aPageIsReadFromItsIndexAndSoIsTheNext(@Nullable String asked, String index) {
        String query = (asked == null ? "" : asked).replace("CATEGORY", Million.CATEGORY);

        Page<Product> first = page(query);
        Plan plan = plan(index);
        assertThat(plan.text()).doesNotContain("Sort");
        assertThat(plan.mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);
        Page<Product> second = page(query + "&" + first.next());
        assertThat(plan(index).mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);

        assertThat(first.items()).hasSize(20);
        assertThat(second.items()).hasSize(20).doesNotContainAnyElementsOf(first.items());
    }

    /** A word that is in 100 of the million. */
    @ParameterizedTest
    @CsvSource({
        "q=word4711",
        "q=word4711&sort=name",
        "q=word4711&sort=-price",
        "q=word4711&category=00000000-0000-4000-8000-000000000011",
        "q=\"word4711\" -other&sort=price",
        "q=word4711 or word4712"
    })
    void aPageOfWhatHasRareWordsIsFoundByThem(String query) {
        Page<Product> first = page(query);
        assertThat(plan("product_text").mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);
        Page<Product> second = page(query + "&" + first.next());
        assertThat(plan("product_text").mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);

        assertThat(first.items()).hasSize(20);
        assertThat(second.items()).hasSize(20).doesNotContainAnyElementsOf(first.items());
    }

    /** There are some 500 of a million. */
    @ParameterizedTest
    @CsvSource({"inStock=false", "inStock=false&sort=name", "inStock=false&sort=-price"})
    void aPageOfWhatIsSoldOutIsFoundByThat(String query) {
        assertFoundByWhatIsSoldOut(query);
    }

    /** A word that is in all of them: looking it up would find a million, and the first that there are have it. */
    @ParameterizedTest
    @CsvSource({
        "q=product, product_newest",
        "q=product&sort=name, product_by_name",
        "q=product&sort=price, product_by_price"
    })
    void aPageOfWhatHasWordsThatAllHaveIsReadFromTheIndexOfItsOrder(String query, String index) {
        assertThat(page(query).items()).hasSize(20);

        assertThat(plan(index).mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);
    }

    @Test
    void theStockOfAPageIsFoundByItsIndex() {
        Page<Product> page = page("");
        List<Plan> unused = explaining.plans();

        database.run(entities -> assertThat(StockBook.stock(entities)
                        .available(page.items().stream().map(Product::id).toList()))
                .hasSize(20));

        assertThat(plan("stock_level_pkey").mostRows()).isLessThanOrEqualTo(20);
    }

    @Test
    void aProductIsFoundByItsId() {
        Page<Product> page = page("");
        List<Plan> unused = explaining.plans();

        database.run(
                entities -> Catalogue.products(entities).get(page.items().get(0).id()));

        assertThat(plan("product_pkey").mostRows()).isEqualTo(1);
    }

    /** The last of all, for the others are of a shop that has almost everything. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whereAlmostAllIsSoldOutAPageOfWhatThereIsIsFoundByThat() throws SQLException {
        Million.sellWhatIsThereAndStockWhatIsNot(postgres);

        for (String query : List.of("inStock=true", "inStock=true&sort=name", "inStock=true&sort=-price")) {
            assertFoundByWhatIsSoldOut(query);
        }
        assertThat(page("inStock=false").items()).hasSize(20);
        assertThat(plan("product_newest").mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);
    }

    private void assertFoundByWhatIsSoldOut(String query) {
        Page<Product> first = page(query);
        assertThat(plan("stock_level_sold_out").mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);
        Page<Product> second = page(query + "&" + first.next());
        assertThat(plan("stock_level_sold_out").mostRows()).isLessThanOrEqualTo(Million.LOOKED_AT);

        assertThat(first.items()).hasSize(20);
        assertThat(second.items()).hasSize(20).doesNotContainAnyElementsOf(first.items());
    }

    private Page<Product> page(String query) {
        ProductFilter filter = new ProductFilter();
        PageRequest request = new PageRequest();
        for (String pair : query.split("&", -1)) {
            boolean ofPage = pair.startsWith("sort=") || pair.startsWith("after=");
            Object unused = Asked.by(ofPage ? request : filter, pair);
        }
        return database.inTransaction(entities -> Catalogue.products(entities).page(filter, Catalogue.EUR, request));
    }

    /** The plan of the one query since the last time. */
    private Plan plan(String index) {
        List<Plan> plans = explaining.plans();
        assertThat(plans).hasSize(1);
        assertThat(plans.get(0).text()).contains(index).doesNotContain("Seq Scan");
        return plans.get(0);
    }
}
