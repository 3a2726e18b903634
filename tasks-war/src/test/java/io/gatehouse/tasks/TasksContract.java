package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.tasks.category.CategoryBook;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What tasks promise on every database. The schema has been brought here from version 1, with a task in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TasksContract {
    private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
    private static final UUID FORMER_OWNER = new UUID(1, 1);
    private static final UUID FORMER_TASK = new UUID(1, 2);

    private final Audited audited = new Audited();
    private UUID owner = UUID.randomUUID();
    private int added;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrateWithData() throws Exception {
        DataSource dataSource = dataSource();
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target("1.1")
                .load()
                .migrate();
        insertTask(dataSource);
        database = new Database(dataSource);
    }

    private static void insertTask(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into task (id, owner_id, title, status, created_at, version) values ('"
                    + FORMER_TASK + "', '" + FORMER_OWNER + "', 'Old', 'OPEN', '2025-12-31 23:59:59.000001+00', 4)");
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherOwner() {
        owner = UUID.randomUUID();
    }

    @Test
    void aTaskOfTheFirstVersionIsStillThere() {
        TaskView old = database.inTransaction(
                entities -> tasks(entities).get(FORMER_TASK, FORMER_OWNER).view());

        assertThat(old)
                .isEqualTo(new TaskView(
                        FORMER_TASK,
                        "Old",
                        null,
                        null,
                        null,
                        Task.Status.OPEN,
                        Instant.parse("2025-12-31T23:59:59.000001Z"),
                        null));
    }

    @Test
    void aTaskComesBackAsItWas() {
        Task task = add("Write", null, MORNING.plusNanos(1_000));

        assertThat(view(task)).isEqualTo(task.view());
    }

    @Test
    void aTaskIsThereForItsOwnerAlone() {
        Task task = add("Write", null, null);

        assertThatThrownBy(() -> database.run(entities -> tasks(entities).get(task.id(), UUID.randomUUID())))
                .isInstanceOf(ProblemException.class);
        List<Task> ofAnother = database.inTransaction(entities -> tasks(entities)
                .page(UUID.randomUUID(), new TaskFilter(), new PageRequest())
                .items());
        assertThat(ofAnother).isEmpty();
    }

    @Test
    void eachChangeHasAVersionOfItsOwn() {
        Task task = add("Write", null, null);

        int changed = database.inTransaction(entities -> {
            Task found = tasks(entities).get(task.id(), owner);
            found.change(new TaskContent("Read", null, null, null));
            tasks(entities).flush();
            return found.version();
        });

        assertThat(changed).isEqualTo(1);
    }

    @Test
    void ofTwoChangesAtOnceOneIsMade() {
        Task task = add("Write", null, null);

        assertThatThrownBy(() -> database.run(entities -> {
                    Task found = tasks(entities).get(task.id(), owner);
                    found.change(new TaskContent("mine", null, null, null));
                    database.run(others ->
                            tasks(others).get(task.id(), owner).change(new TaskContent("theirs", null, null, null)));
                    tasks(entities).flush();
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(view(task).title()).isEqualTo("theirs");
    }

    @Test
    void aFilterLeavesThoseOfWhichAllIsTrue() {
        UUID home = database.inTransaction(entities -> CategoryBook.add(entities, owner, "Home"));
        add("early", home, MORNING);
        add("late", home, MORNING.plusSeconds(60));
        add("elsewhere", null, MORNING);
        add("whenever", home, null);
        Task done = add("done", home, MORNING);
        database.run(entities -> tasks(entities).get(done.id(), owner).complete(MORNING));

        assertThat(found(filter(null, null, null, null)))
                .containsExactly("done", "whenever", "elsewhere", "late", "early");
        assertThat(found(filter(Task.Status.COMPLETED, null, null, null))).containsExactly("done");
        assertThat(found(filter(Task.Status.OPEN, home, null, null))).containsExactly("whenever", "late", "early");
        assertThat(found(filter(Task.Status.OPEN, home, MORNING, MORNING.plusSeconds(60))))
                .containsExactly("early");
        assertThat(found(filter(null, null, MORNING.plusSeconds(1), null))).containsExactly("late");
        assertThat(found(filter(null, UUID.randomUUID(), null, null))).isEmpty();
    }

    @Test
    void nobodyHasMoreTasksThanMayBe() {
        UUID busy = UUID.randomUUID();
        database.run(entities -> entities.createNativeQuery("""
                        insert into task (id, owner_id, title, status, created_at, version)
                        select cast(concat('00000000-0000-4000-8000-', lpad(cast(n as varchar), 12, '0')) as uuid),
                               cast(:owner as uuid), 'x', 'OPEN', :now, 0
                        from %s""".formatted(series(Tasks.MOST)))
                .setParameter("owner", busy.toString())
                .setParameter("now", MORNING)
                .executeUpdate());
        Task oneMore = new Task(busy, new TaskContent("x", null, null, null), MORNING);

        assertThatThrownBy(() -> database.run(entities -> tasks(entities).add(oneMore, busy)))
                .hasMessageContaining("TOO_MANY_TASKS");
    }

    /** SQL for a table {@code s} with a column {@code n} from 1 to so many. */
    abstract String series(int most);

    @Test
    void allOfAUserIsForgottenAndNothingOfOthers() {
        UUID leaving = UUID.randomUUID();
        Task others = add("others", null, null);
        UUID home = database.inTransaction(entities -> CategoryBook.add(entities, leaving, "Home"));
        UUID task = database.inTransaction(entities -> {
            Task theirs = new Task(leaving, new TaskContent("x", null, home, null), MORNING);
            tasks(entities).add(theirs, leaving);
            return theirs.id();
        });

        database.run(entities -> {
            tasks(entities).removeAllOf(leaving);
            CategoryBook.categories(entities, audited).removeAllOf(leaving);
        });

        assertThat(count("Task", leaving)).isZero();
        assertThat(audited.changes).containsOnlyKeys(task, home).containsEntry(task, new TaskDeleted(task, leaving));
        assertThat(audited.changes.get(home)).hasToString("CategoryDeleted[categoryId=%s, userId=%s]", home, leaving);
        assertThat(count("Category", leaving)).isZero();
        assertThat(view(others)).isNotNull();
    }

    @Test
    void whatIsWrittenOfManyAtOnceGoesInOneStatement() {
        List<Task> many = Stream.generate(() -> new Task(owner, new TaskContent("x", null, null, null), MORNING))
                .limit(20)
                .toList();

        assertThat(database.statements(entities -> many.forEach(entities::persist)))
                .isEqualTo(1);
    }

    private long count(String entity, UUID of) {
        return database.inTransaction(entities -> entities.createQuery(
                        "select count(e) from " + entity + " e where e.ownerId = :owner", Long.class)
                .setParameter("owner", of)
                .getSingleResult());
    }

    private Task add(String title, @Nullable UUID category, @Nullable Instant dueAt) {
        added++;
        Task task = new Task(owner, new TaskContent(title, null, category, dueAt), MORNING.plusSeconds(added));
        database.run(entities -> tasks(entities).add(task, owner));
        return task;
    }

    private TaskView view(Task task) {
        return database.inTransaction(
                entities -> tasks(entities).get(task.id(), owner).view());
    }

    private List<String> found(TaskFilter filter) {
        return database.inTransaction(
                entities -> tasks(entities).page(owner, filter, new PageRequest()).items().stream()
                        .map(task -> task.content().title())
                        .toList());
    }

    private static TaskFilter filter(
            Task.@Nullable Status status, @Nullable UUID category, @Nullable Instant from, @Nullable Instant before) {
        TaskFilter filter = new TaskFilter();
        filter.status = status;
        filter.category = category;
        filter.dueFrom = from;
        filter.dueBefore = before;
        return filter;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private Tasks tasks(EntityManager entities) {
        Tasks tasks = new Tasks();
        tasks.entities = entities;
        tasks.outbox = audited;
        return tasks;
    }
}
