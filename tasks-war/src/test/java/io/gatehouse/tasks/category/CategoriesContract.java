package io.gatehouse.tasks.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.tasks.Audited;
import io.gatehouse.tasks.Database;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
        UUID owner = UUID.randomUUID();
        add(owner, "Home");

        assertRefused("CATEGORY_NAME_TAKEN", "name", () -> add(owner, "Home"));
        assertRefused("CATEGORY_NAME_TAKEN", "name", () -> add(owner, " HOME "));
        assertThat(add(UUID.randomUUID(), "Home")).isNotNull();
    }

    @Test
    void aNameCannotBecomeThatOfAnother() {
        UUID owner = UUID.randomUUID();
        add(owner, "Home");
        UUID work = add(owner, "Work");

        assertRefused(
                "CATEGORY_NAME_TAKEN",
                "name",
                () -> database.run(entities -> {
                    categories(entities).get(work, owner).change(new CategoryContent("home"));
                    categories(entities).flush();
                }));
        database.run(entities -> {
            categories(entities).get(work, owner).change(new CategoryContent("WORK"));
            categories(entities).flush();
        });
    }

    @Test
    void theLongestNameFitsWhateverItsLetters() {
        assertThat(add(UUID.randomUUID(), "İ".repeat(100))).isNotNull();
        assertThat(add(UUID.randomUUID(), "😀".repeat(50))).isNotNull();
    }

    @Test
    void nobodyHasMoreThanMayBe() {
        UUID owner = UUID.randomUUID();
        IntStream.range(0, Categories.MOST).forEach(i -> add(owner, "c" + i));

        assertThatThrownBy(() -> add(owner, "one more")).hasMessageContaining("TOO_MANY_CATEGORIES");
    }

    @Test
    void aCategoryIsThereForItsOwnerAlone() {
        UUID owner = UUID.randomUUID();
        UUID home = add(owner, "Home");

        database.run(entities -> categories(entities).requireOwn(home, owner));
        database.run(entities -> categories(entities).requireOwn(null, owner));
        assertRefused(
                "UNKNOWN_CATEGORY",
                "categoryId",
                () -> database.run(entities -> categories(entities).requireOwn(home, UUID.randomUUID())));
        assertRefused(
                "UNKNOWN_CATEGORY",
                "categoryId",
                () -> database.run(entities -> categories(entities).requireOwn(UUID.randomUUID(), owner)));
    }

    @Test
    void theListOfANameHasWhatBeginsSoAndIsTheOwners() {
        UUID owner = UUID.randomUUID();
        UUID home = add(owner, "Home");
        UUID office = add(owner, "HOME office");
        UUID share = add(owner, "50%_!");
        add(UUID.randomUUID(), "Home of another");

        assertThat(found(owner, null)).containsExactlyInAnyOrder(home, office, share);
        assertThat(found(owner, "home")).containsExactlyInAnyOrder(home, office);
        assertThat(found(owner, "Home O")).containsExactly(office);
        assertThat(found(owner, "ome")).isEmpty();
        assertThat(found(owner, "50%_!")).containsExactly(share);
        for (String pattern : List.of("%", "_ome", "!", "50__")) {
            assertThat(found(owner, pattern)).as(pattern).isEmpty();
        }
    }

    private List<UUID> found(UUID owner, @Nullable String name) {
        CategoryFilter filter = new CategoryFilter();
        filter.name = name;
        return database.inTransaction(
                entities -> categories(entities).page(owner, filter, new PageRequest()).items().stream()
                        .map(Category::id)
                        .toList());
    }

    @Test
    void aCategoryWithTasksStays() {
        UUID owner = UUID.randomUUID();
        UUID home = add(owner, "Home");
        database.run(entities -> name(entities, home, owner));

        assertThatThrownBy(() -> remove(home, owner)).hasMessageContaining("CATEGORY_IN_USE");
        database.run(entities -> entities.createQuery("delete from Task t where t.categoryId = :home")
                .setParameter("home", home)
                .executeUpdate());
        remove(home, owner);
        assertThatThrownBy(() -> database.run(entities -> categories(entities).get(home, owner)))
                .hasMessageContaining("NOT_FOUND");
    }

    /** One is about to name the category when another deletes it: whoever is second sees what the first has done. */
    @Test
    void aCategoryThatIsBeingNamedIsNotDeletedUnderneath() throws Exception {
        UUID owner = UUID.randomUUID();
        UUID home = add(owner, "Home");
        CountDownLatch locked = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> naming = both.submit(() -> database.run(entities -> {
                categories(entities).requireOwn(home, owner);
                locked.countDown();
                name(entities, home, owner);
            }));
            locked.await();
            Future<?> deleting = both.submit(() -> remove(home, owner));

            naming.get();
            assertThatThrownBy(deleting::get).hasMessageContaining("CATEGORY_IN_USE");
        } finally {
            both.shutdown();
        }
    }

    private static void name(EntityManager entities, UUID category, UUID owner) {
        entities.createNativeQuery("""
                        insert into task (id, owner_id, title, status, created_at, version, category_id)
                        values (:id, :owner, 'x', 'OPEN', :now, 0, :category)""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("owner", owner)
                .setParameter("now", Instant.EPOCH)
                .setParameter("category", category)
                .executeUpdate();
    }

    private UUID add(UUID owner, String name) {
        return database.inTransaction(entities -> CategoryBook.add(entities, owner, name));
    }

    private void remove(UUID category, UUID owner) {
        database.run(
                entities -> categories(entities).remove(categories(entities).get(category, owner)));
    }

    private static Categories categories(EntityManager entities) {
        return CategoryBook.categories(entities, new Audited());
    }

    private static void assertRefused(String code, String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(code);
            assertThat(refused.problem().errors()).extracting(FieldError::field).isEqualTo(List.of(field));
        });
    }
}
