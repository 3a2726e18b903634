package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.products.category.CategoryBook;
import io.gatehouse.products.price.NewPrice;
import io.gatehouse.products.stock.StockBook;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists of products promise on every database. The schema has been brought here from the first version, with data in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListsContract {
    @SuppressWarnings("NullAway.Init") // set before all tests
    Database database;

    /** What only this test's products are in. */
    UUID category = new UUID(0, 0);

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrateWithData() throws Exception {
        DataSource dataSource = dataSource();
        FirstVersion.fill(dataSource);
        database = new Database(dataSource);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherCategory() {
        category = database.inTransaction(
                entities -> CategoryBook.add(entities, UUID.randomUUID().toString()));
    }

    @Test
    void aFilterLeavesThoseOfWhichAllIsTrue() {
        add("cheap", null, "5.00", 1);
        add("none left", null, "50.00", 0);
        add("dear", null, "500.00", 3);
        database.run(entities -> store(entities, "foreign", null, new NewPrice("50", "USD"), 1));

        assertThat(found(filter -> {})).containsExactlyInAnyOrder("cheap", "none left", "dear", "foreign");
        assertThat(found(filter -> filter.inStock = true)).containsExactlyInAnyOrder("cheap", "dear", "foreign");
        assertThat(found(filter -> filter.inStock = false)).containsExactly("none left");
        assertThat(found(filter -> filter.minPrice = "50")).containsExactlyInAnyOrder("none left", "dear");
        assertThat(found(filter -> filter.maxPrice = "50")).containsExactlyInAnyOrder("cheap", "none left");
        assertThat(found(filter -> filter.currency = "USD")).containsExactly("foreign");
        assertThat(found(filter -> {
                    filter.minPrice = "5.01";
                    filter.maxPrice = "500.00";
                    filter.inStock = true;
                }))
                .containsExactly("dear");
        assertThat(found(filter -> filter.category = UUID.randomUUID())).isEmpty();
    }

    @Test
    void aProductIsInStockUntilTheLastPieceIsSold() {
        UUID id = add("Laptop", null, "1200", 2);

        database.run(entities -> StockBook.stock(entities).set(id, 1));
        assertThat(found(filter -> filter.inStock = true)).containsExactly("Laptop");
        assertThat(found(filter -> filter.inStock = false)).isEmpty();
        database.run(entities -> StockBook.stock(entities).set(id, 0));
        assertThat(found(filter -> filter.inStock = true)).isEmpty();
        assertThat(found(filter -> filter.inStock = false)).containsExactly("Laptop");
        database.run(entities -> StockBook.stock(entities).set(id, 3));
        assertThat(found(filter -> filter.inStock = true)).containsExactly("Laptop");
    }

    @Test
    void aCurrencyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> found(filter -> filter.currency = "XAU"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("currency"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "laptop        | Red laptop, Blue LAPTOP",
                "LAPTOP thin   | Red laptop",
                "thin laptop   | Red laptop",
                "phone         | Phone",
                "laptop phone  | ",
                "nothing       | ",
                "100 cotton    | 100% cotton",
                "_             | ",
                "'; drop       | ",
                "!             | ",
                "\\            | "
            })
    void wordsAreFoundInNamesAndDescriptions(String q, @Nullable String names) {
        add("Red laptop", "It is thin", "5", 1);
        add("Blue LAPTOP", null, "5", 1);
        add("Phone", "Thin too", "5", 1);
        add("100% cotton", null, "5", 1);

        assertThat(found(filter -> filter.q = q))
                .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(", ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"name   | a1 a2 b c d", "-name  | d c b a2 a1", "price  | d c a1 a2 b", "-price | b a2 a1 c d"})
    void aListIsSortedAndPagedWithoutGapsAndRepetitions(String sort, String names) {
        add("b", null, "30.00", 1);
        UUID first = add("a", "1", "10.00", 1);
        UUID second = add("a", "1", "10.00", 1);
        add("d", null, "1.00", 1);
        add("c", null, "9.99", 1);
        UUID least = database.inTransaction(
                entities -> entities.createQuery("select min(p.id) from Product p where p.id in :both", UUID.class)
                        .setParameter("both", List.of(first, second))
                        .getSingleResult());

        List<String> seen = new ArrayList<>();
        String after = "";
        while (after != null) {
            String query = "limit=2&sort=" + sort + "&" + after;
            Page<Product> page = database.inTransaction(
                    entities -> page(entities, filter -> {}, Asked.by(new PageRequest(), query)));
            page.items().forEach(product -> seen.add(name(product, least)));
            after = page.next();
        }

        assertThat(String.join(" ", seen)).isEqualTo(names);
    }

    private static String name(Product product, UUID least) {
        String name = product.content().name();
        return name.equals("a") ? (product.id().equals(least) ? "a1" : "a2") : name;
    }

    UUID add(String name, @Nullable String description, String price, int stock) {
        return database.inTransaction(
                entities -> store(entities, name, description, new NewPrice(price, "EUR"), stock));
    }

    private UUID store(EntityManager entities, String name, @Nullable String description, NewPrice price, int stock) {
        Product product = Catalogue.product(new ProductContent(name, description, price, category));
        Catalogue.products(entities).add(product);
        StockBook.stock(entities).open(product.id(), stock);
        return product.id();
    }

    List<String> found(Consumer<ProductFilter> wanted) {
        return database.inTransaction(entities -> page(entities, wanted, new PageRequest()).items().stream()
                .map(product -> product.content().name())
                .toList());
    }

    Page<Product> page(EntityManager entities, Consumer<ProductFilter> wanted, PageRequest request) {
        ProductFilter filter = new ProductFilter();
        filter.category = category;
        wanted.accept(filter);
        return Catalogue.products(entities).page(filter, Catalogue.EUR, request);
    }
}
