package io.gatehouse.kernel.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists promise on every database, in every order, held against sorting in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListContract {
    private static final long SEED = 20260102;

    private final Random random = new Random(SEED);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    private List<Item> all = List.of();

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void makeTable() throws Exception {
        database = new Database(dataSource(), Item.class);
        database.run(entities -> entities.createNativeQuery(Item.TABLE).executeUpdate());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void fill() {
        all = IntStream.range(0, 80).mapToObj(i -> new Item(random)).toList();
        database.run(entities -> {
            entities.createQuery("delete from Item").executeUpdate();
            all.forEach(entities::persist);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdAt",
                "-createdAt",
                "dueAt",
                "-dueAt",
                "title",
                "-title",
                "seats",
                "-seats",
                "price",
                "-price"
            })
    void thePagesOfAListAreTheListWhateverTheirSize(String sort) {
        List<UUID> expected =
                all.stream().sorted(inMemory(sort)).map(item -> item.id).toList();

        for (String limit : List.of("1", "3", "7", "79", "80", "100")) {
            assertThat(ids(walk(limit, sort, Selection.all()))).as(limit).isEqualTo(expected);
        }
    }

    @Test
    void theNewestComeFirstUnlessAskedOtherwise() {
        assertThat(ids(page("100", null, null, Selection.all()).items()))
                .isEqualTo(all.stream()
                        .sorted(inMemory("-createdAt"))
                        .map(item -> item.id)
                        .toList());
    }

    @Test
    void whatIsAHistoryBeginsWithTheOldest() {
        PageRequest request = new PageRequest("100", null, null, Map.of());

        assertThat(ids(database.inTransaction(entities ->
                                request.read(entities, Item.class, Item.SORTING.oldestFirst(), Selection.all()))
                        .items()))
                .isEqualTo(all.stream()
                        .sorted(inMemory("createdAt"))
                        .map(item -> item.id)
                        .toList());
    }

    @Test
    void whatIsSelectedIsAListLikeAnyOther() {
        Selection selection = Selection.where("e.title = :a or e.title = :a", "a", "a")
                .and("e.places >= :least", "least", 0)
                .andIfGiven("e.price = :price", "price", null);

        assertThat(ids(walk("2", "dueAt", selection)))
                .isNotEmpty()
                .isEqualTo(all.stream()
                        .filter(item -> item.title.equals("a") && item.places >= 0)
                        .sorted(inMemory("dueAt"))
                        .map(item -> item.id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-createdAt", "dueAt", "-price"})
    void whatComesAndGoesBetweenPagesNeitherHidesNorRepeatsTheRest(String sort) {
        List<UUID> seen = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        Page<Item> page = page("5", null, sort, Selection.all());
        while (page.next() != null) {
            seen.addAll(ids(page.items()));
            Item last = page.items().get(page.items().size() - 1);
            database.run(entities -> {
                entities.remove(entities.find(Item.class, last.id));
                entities.persist(new Item(random));
            });
            gone.add(last.id);
            page = page("5", after(page), sort, Selection.all());
        }
        seen.addAll(ids(page.items()));

        assertThat(gone).isNotEmpty();
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsAll(all.stream().map(item -> item.id).toList());
    }

    @Test
    void whatAClientPutsIntoACursorIsNeverMoreThanAValue() {
        Cursor hostile = new Cursor("title", "' or 1=1; drop table item; --", new UUID(0, 0).toString());

        assertThat(page("100", hostile.toString(), "title", Selection.all()).items())
                .hasSize(80);
    }

    private List<Item> walk(String limit, String sort, Selection selection) {
        List<Item> items = new ArrayList<>();
        Page<Item> page = page(limit, null, sort, selection);
        items.addAll(page.items());
        while (page.next() != null) {
            assertThat(page.items()).hasSize(Integer.parseInt(limit));
            page = page(limit, after(page), sort, selection);
            items.addAll(page.items());
        }
        return items;
    }

    private Page<Item> page(String limit, @Nullable String after, @Nullable String sort, Selection selection) {
        PageRequest request = new PageRequest(limit, after, sort, Map.of());
        return database.inTransaction(entities -> request.read(entities, Item.class, Item.SORTING, selection));
    }

    private static String after(Page<Item> page) {
        return String.valueOf(page.next()).replace("after=", "");
    }

    private static List<UUID> ids(List<Item> items) {
        return items.stream().map(item -> item.id).toList();
    }

    private static Comparator<Item> inMemory(String sort) {
        String name = sort.replace("-", "");
        Comparator<Item> ascending = switch (name) {
            case "createdAt" -> Comparator.comparing(item -> item.createdAt);
            case "dueAt" -> Comparator.comparing(item -> item.dueAt == null ? Instant.MAX : item.dueAt);
            case "title" -> Comparator.comparing(item -> item.title);
            case "seats" -> Comparator.comparing(item -> item.places);
            default -> Comparator.comparing(item -> item.price == null ? BigDecimal.valueOf(1_000_000) : item.price);
        };
        // Databases compare ids by their bytes, Java by two signed numbers.
        Comparator<Item> total = ascending.thenComparing(item -> item.id.toString());
        return sort.startsWith("-") ? total.reversed() : total;
    }
}
