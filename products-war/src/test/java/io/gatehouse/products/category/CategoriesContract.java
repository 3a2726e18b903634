package io.gatehouse.products.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.products.Catalogue;
import io.gatehouse.products.Database;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What categories promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CategoriesContract {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new Database(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aNameIsGivenOnceWhateverItsCase() {
        add("Home");

        assertRefused("CATEGORY_NAME_TAKEN", "name", () -> add("Home"));
        assertRefused("CATEGORY_NAME_TAKEN", "name", () -> add(" HOME "));
    }

    @Test
    void aNameCannotBecomeThatOfAnother() {
        add("Garden");
        UUID work = add("Work");

        assertRefused("CATEGORY_NAME_TAKEN", "name", () -> rename(work, "garden"));
        rename(work, "WORK");
    }

    @Test
    void theLongestNameFitsWhateverItsLetters() {
        assertThat(add("İ".repeat(100))).isNotNull();
        assertThat(add("😀".repeat(50))).isNotNull();
    }

    @Test
    void eachChangeHasAVersionOfItsOwn() {
        UUID id = add("Versions");

        rename(id, "Other versions");

        database.run(entities -> {
            Category found = categories(entities).get(id);
            assertThat(found.version()).isEqualTo(1);
            assertThat(found.content()).isEqualTo(new CategoryContent("Other versions"));
        });
    }

    @Test
    void theListHasAllOfThem() {
        UUID some = add("Some");

        assertThat(found(null)).contains(some);
    }

    @Test
    void theListOfANameHasWhatBeginsSo() {
        UUID laptops = add("Laptops");
        UUID bags = add("LAPTOP bags");
        UUID share = add("50%_!");

        assertThat(found("laptop")).containsExactlyInAnyOrder(laptops, bags);
        assertThat(found("Laptop B")).containsExactly(bags);
        assertThat(found("aptop")).isEmpty();
        assertThat(found("50%_!")).containsExactly(share);
        for (String pattern : List.of("%", "_aptop", "!", "50__")) {
            assertThat(found(pattern)).as(pattern).isEmpty();
        }
    }

    private List<UUID> found(@Nullable String name) {
        CategoryFilter filter = new CategoryFilter();
        filter.name = name;
        return database.inTransaction(entities -> categories(entities).page(filter, new PageRequest()).items().stream()
                .map(Category::id)
                .toList());
    }

    @Test
    void whatIsNoCategoryIsRefused() {
        UUID known = add("Known");

        database.run(entities -> categories(entities).require(known));
        database.run(entities -> categories(entities).require(null));
        assertRefused(
                "UNKNOWN_CATEGORY",
                "categoryId",
                () -> database.run(entities -> categories(entities).require(UUID.randomUUID())));
    }

    @Test
    void aCategoryWithProductsStays() {
        UUID used = add("Used");
        database.run(entities -> {
            Catalogue.addProduct(entities, used);
            Catalogue.addProduct(entities, used);
        });

        assertThatThrownBy(() -> remove(used)).hasMessageContaining("CATEGORY_IN_USE");
        database.run(entities -> entities.createQuery("delete from Product p where p.categoryId = :used")
                .setParameter("used", used)
                .executeUpdate());
        remove(used);
        assertThatThrownBy(() -> database.run(entities -> categories(entities).get(used)))
                .hasMessageContaining("NOT_FOUND");
    }

    /** One is about to name the category when another deletes it: whoever is second sees what the first has done. */
    @Test
    void aCategoryThatIsBeingNamedIsNotDeletedUnderneath() throws Exception {
        UUID named = add("Named");
        CountDownLatch locked = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> naming = both.submit(() -> database.run(entities -> {
                categories(entities).require(named);
                locked.countDown();
                Catalogue.addProduct(entities, named);
            }));
            locked.await();
            Future<?> deleting = both.submit(() -> remove(named));

            naming.get();
            assertThatThrownBy(deleting::get).hasMessageContaining("CATEGORY_IN_USE");
        } finally {
            both.shutdown();
        }
    }

    private UUID add(String name) {
        return database.inTransaction(entities -> CategoryBook.add(entities, name));
    }

    private void rename(UUID id, String name) {
        database.run(entities -> {
            categories(entities).get(id).change(new CategoryContent(name));
            categories(entities).flush();
        });
    }

    private void remove(UUID id) {
        database.run(
                entities -> categories(entities).remove(categories(entities).get(id)));
    }

    private static Categories categories(EntityManager entities) {
        return CategoryBook.categories(entities);
    }

    private static void assertRefused(String code, String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(code);
            assertThat(refused.problem().errors()).extracting(FieldError::field).isEqualTo(List.of(field));
        });
    }
}
