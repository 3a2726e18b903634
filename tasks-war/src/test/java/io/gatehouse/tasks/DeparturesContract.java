package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.tasks.category.CategoryBook;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is left of the tasks of users who are deleted, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeparturesContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final Audited audited = new Audited();
    private UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private DataSource dataSource;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        dataSource = dataSource();
        database = new Database(dataSource);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        user = UUID.randomUUID();
    }

    @Test
    void whatIsCreatedAfterwardsWithATokenThatLivesOnIsForgotten() {
        create(user, "before");
        leaves(user);
        assertThat(countOf(user)).isZero();
        clock.advance(Duration.ofMinutes(16));
        create(user, "afterwards");
        UUID another = UUID.randomUUID();
        create(another, "of another");

        lookAgain();

        assertThat(countOf(user)).isZero();
        assertThat(countOf(another)).isEqualTo(2);
    }

    @Test
    void aCategoryWithoutTasksIsForgottenToo() {
        leaves(user);
        database.run(entities -> CategoryBook.add(entities, user, "Home"));

        lookAgain();

        assertThat(countOf(user)).isZero();
    }

    /** Instances that went through them in different orders could wait for each other. */
    @Test
    void findsInOneOrderThoseWhoHaveLeftSomethingAndNobodyElse() {
        UUID second = new UUID(0, 2);
        UUID first = new UUID(0, 1);
        leaves(second);
        leaves(user);
        leaves(first);
        create(second, "x");
        create(first, "x");
        create(UUID.randomUUID(), "x");

        assertThat(whoLeftSomething()).containsExactly(first, second);
        lookAgain();
        assertThat(whoLeftSomething()).isEmpty();
    }

    /** Each instance looks every two seconds, and the departure itself may be late: they meet. */
    @Test
    void whatTwoForgetAtOnceIsAuditedOnce() throws Exception {
        leaves(user);
        create(user, "afterwards");
        audited.subjects.clear();
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            Future<?> second = database.inTransaction(entities -> {
                departures(entities).forget(user);
                Future<?> meeting = another.submit(
                        () -> database.run(theirs -> departures(theirs).forget(user)));
                Databases.awaitOneThatWaits(dataSource);
                return meeting;
            });
            second.get();
        } finally {
            another.shutdown();
        }

        assertThat(countOf(user)).isZero();
        assertThat(audited.subjects).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void theDepartureItselfIsForgottenWhenNoTokenCanBeGoodAnyMore() {
        clock.advance(Departures.KEEP.plusSeconds(1));
        lookAgain();
        leaves(user);
        leaves(user);
        assertThat(departures()).isEqualTo(1);

        clock.advance(Departures.KEEP);
        lookAgain();
        assertThat(departures()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1_000));
        lookAgain();
        assertThat(departures()).isZero();
    }

    /** Whatever has kept it from being done: nobody else would ever come back to it. */
    @Test
    void theDepartureStaysAsLongAsSomethingIsLeft() {
        clock.advance(Departures.KEEP.plusSeconds(1));
        lookAgain();
        leaves(user);
        create(user, "afterwards");
        clock.advance(Departures.KEEP.plusSeconds(1));

        assertThat(forgetOld(10)).isFalse();
        assertThat(departures()).isEqualTo(1);

        lookAgain();
        assertThat(countOf(user)).isZero();
        assertThat(departures()).isZero();
    }

    @Test
    void departuresAreForgottenInBatchesTheOldestFirst() {
        clock.advance(Departures.KEEP.plusSeconds(1));
        lookAgain();
        for (int i = 0; i < 5; i++) {
            leaves(UUID.randomUUID());
            clock.advance(Duration.ofSeconds(1));
        }
        leaves(user);
        clock.advance(Departures.KEEP.plusSeconds(1));

        assertThat(forgetOld(2)).isTrue();
        assertThat(departures()).isEqualTo(4);
        assertThat(forgetOld(3)).isTrue();
        assertThat(isKept(user)).isTrue();
        assertThat(forgetOld(2)).isFalse();
        assertThat(departures()).isZero();
    }

    private void create(UUID owner, String title) {
        database.run(entities -> {
            UUID category = CategoryBook.add(entities, owner, title);
            departures(entities)
                    .tasks
                    .add(new Task(owner, new TaskContent(title, null, category, null), clock.instant()), owner);
        });
    }

    private void leaves(UUID gone) {
        database.run(entities -> departures(entities).add(gone));
    }

    /** As one instance does it. */
    private void lookAgain() {
        whoLeftSomething()
                .forEach(gone -> database.run(entities -> departures(entities).forget(gone)));
        assertThat(forgetOld(100)).isFalse();
    }

    private boolean forgetOld(int most) {
        return database.inTransaction(entities -> departures(entities).forgetOld(most));
    }

    private List<UUID> whoLeftSomething() {
        return database.inTransaction(entities -> departures(entities).whoLeftSomething());
    }

    /** Of tasks and of categories. */
    private long countOf(UUID owner) {
        return database.inTransaction(entities -> Stream.of("Task", "Category")
                .mapToLong(entity -> entities.createQuery(
                                "select count(e) from " + entity + " e where e.ownerId = :owner", Long.class)
                        .setParameter("owner", owner)
                        .getSingleResult())
                .sum());
    }

    private long departures() {
        return database.inTransaction(entities -> entities.createQuery("select count(d) from Departure d", Long.class)
                .getSingleResult());
    }

    private boolean isKept(UUID gone) {
        return database.inTransaction(entities -> entities.find(Departure.class, gone) != null);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private Departures departures(EntityManager entities) {
        Departures departures = new Departures();
        departures.entities = entities;
        departures.tasks = new Tasks();
        departures.tasks.entities = entities;
        departures.tasks.outbox = audited;
        departures.categories = CategoryBook.categories(entities, audited);
        departures.clock = clock;
        return departures;
    }
}
