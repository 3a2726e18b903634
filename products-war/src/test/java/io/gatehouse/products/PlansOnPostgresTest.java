package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.products.stock.StockBook;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How PostgreSQL finds a page among very many products: by an index, and never by looking at all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansOnPostgresTest {
    private static final String CATEGORY = "00000000-0000-4000-8000-000000000007";

    private final Explaining explaining = new Explaining();
    private final EmbeddedPostgres postgres;
    private final Database database;

    PlansOnPostgresTest() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = new Database(explaining.wrap(postgres.getPostgresDatabase()));
    }

    @BeforeAll
    void fill() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into category (id, name, name_key, created_at, version)
                    select cast('00000000-0000-4000-8000-' || lpad(cast(n as text), 12, '0') as uuid), 'c' || n, 'c' || n,
                           timestamptz '2026-01-01 00:00:00+00', 0
                    from generate_series(0, 99) as s (n)""");
            statement.execute("""
                    insert into product (id, name, description, price_amount, price_currency, category_id, created_at,
                                         version)
                    select gen_random_uuid(), 'Product ' || md5(cast(n as text)), 'word' || n % 10000 || ' and so on',
                           1 + n % 5000, case when n % 10 = 0 then 'USD' else 'EUR' end,
                           cast('00000000-0000-4000-8000-' || lpad(cast(n % 100 as text), 12, '0') as uuid),
                           timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', 0
                    from generate_series(1, 100000) as s (n)""");
            statement.execute(
                    "insert into stock_level (product_id, available, version) select id, version, 0 from product");
            statement.execute("update stock_level set available = 1 where cast(product_id as text) like '%0'");
            statement.execute("vacuum analyze");
        }
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
        postgres.close();
    }

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
                "inStock=true                         | product_newest",
                "q=word4711                           | product_text",
                "q=word4711&sort=name                 | product_text",
                "q=\"word4711\" -other&sort=price      | product_text"
            })
    void aPageIsFoundByItsIndexAndSoIsTheNext(@Nullable String asked, String index) {
        String query = (asked == null ? "" : asked).replace("CATEGORY", CATEGORY);
        boolean byWords = query.contains("q=");

        Page<Product> first = page(query);
        assertPlan(index);
        assertThat(first.items()).hasSize(byWords ? 10 : 20);
        if (byWords) {
            first = page(query + "&limit=5");
            assertPlan(index);
        }
        page(query + "&" + first.next());
        assertPlan(index);
    }

    @Test
    void theStockOfAPageIsFoundByItsIndex() {
        Page<Product> page = page("");
        List<String> unused = explaining.plans();

        database.run(entities -> assertThat(StockBook.stock(entities)
                        .available(page.items().stream().map(Product::id).toList()))
                .hasSize(20));

        assertPlan("stock_level_pkey");
    }

    @Test
    void aProductIsFoundByItsId() {
        Page<Product> page = page("");
        List<String> unused = explaining.plans();

        database.run(
                entities -> Catalogue.products(entities).get(page.items().get(0).id()));

        assertPlan("product_pkey");
    }

    private Page<Product> page(String query) {
        ProductFilter filter = new ProductFilter();
        PageRequest request = new PageRequest();
        for (String pair : query.split("&", -1)) {
            boolean ofPage = pair.startsWith("sort=") || pair.startsWith("limit=") || pair.startsWith("after=");
            Object unused = Asked.by(ofPage ? request : filter, pair);
        }
        return database.inTransaction(entities -> Catalogue.products(entities).page(filter, Catalogue.EUR, request));
    }

    private void assertPlan(String index) {
        assertThat(explaining.plans())
                .singleElement()
                .asString()
                .contains(index)
                .doesNotContain("Seq Scan");
    }
}
