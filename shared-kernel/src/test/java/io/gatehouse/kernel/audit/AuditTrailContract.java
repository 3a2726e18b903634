package io.gatehouse.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.OutboxFilled;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.fixture.Nobody;
import io.gatehouse.kernel.fixture.Thing;
import io.gatehouse.kernel.identity.Actor;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit promises on every database. */
abstract class AuditTrailContract {
    record Renamed(UUID id, @Personal String name, int change) {}

    record Moved(UUID id) {}

    private static final UUID ADMIN = UUID.randomUUID();

    private final Hands clock = new Hands();
    final UUID subject = UUID.randomUUID();
    private @Nullable UUID acting = ADMIN;
    private volatile Runnable betweenNumberAndInsert = () -> {};

    @SuppressWarnings("NullAway.Init") // made before each test
    Database database;

    abstract DataSource dataSource();

    @BeforeEach
    void migrate() {
        database = new Database(dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsWhoDidWhatInWhichOrderWithoutWhatIsPersonal() {
        add(1);
        acting = null;
        add(2);

        List<AuditView> trail = trail(new AuditQuery());

        assertThat(trail).extracting(AuditView::number).containsExactly(1L, 2L);
        assertThat(trail).extracting(AuditView::actor).containsExactly(ADMIN, null);
        assertThat(trail.get(0).event())
                .contains("\"type\":\"Renamed\"", "\"subject\":\"" + subject, "\"traceparent\":\"00-", "\"change\":1")
                .doesNotContain("Alice");
    }

    @Test
    void othersAreToldWhatIsPersonal() {
        add(1);

        assertThat(database.one("select e.document from OutboxEntry e", String.class))
                .contains("Alice");
    }

    @Test
    void keepsWhatNobodyElseNeedsToKnow() {
        database.doInTransaction(entities -> outbox(entities).auditOnly(subject, new Renamed(subject, "Alice", 1)));

        assertThat(trail(new AuditQuery())).hasSize(1);
        assertThat(pending()).isZero();
    }

    @Test
    void keepsOneChangeOfEachOfMany() {
        add(1);
        List<UUID> subjects = new ArrayList<>(List.of(subject));
        for (int i = 0; i < 600; i++) {
            subjects.add(UUID.randomUUID());
        }

        database.doInTransaction(entities -> auditEach(entities, subjects, 2));

        assertThat(trail(new AuditQuery())).extracting(AuditView::number).containsExactly(1L, 2L);
        assertThat(trail(new AuditQuery()).get(1).event())
                .contains("\"subject\":\"" + subject, "\"change\":2")
                .doesNotContain("Alice");
        assertThat(database.one("select count(a) from AuditEvent a where a.number = 1", Long.class))
                .isEqualTo(601);
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void holdsFewInMemoryHoweverManyThereAre() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger kept = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Actor counting = new Actor() {
            @Override
            public @Nullable UUID id() {
                most.accumulateAndGet(made.get() - kept.getAndIncrement(), Math::max);
                return null;
            }
        };

        int held = database.inTransaction(entities -> {
            new Beans(entities, clock, counting, new Nobody<OutboxFilled>())
                    .get(Outbox.class)
                    .auditEach(madeOneByOne(1_201, made));
            return entities.unwrap(Session.class).getStatistics().getEntityCount();
        });

        assertThat(held).isZero();
        assertThat(most.get()).isBetween(1, 600);
        assertThat(database.one("select count(a) from AuditEvent a", Long.class))
                .isEqualTo(1_201);
    }

    /** So many changes, counted as they are made. */
    private static Map<UUID, Renamed> madeOneByOne(int size, AtomicInteger made) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<UUID, Renamed>> entrySet() {
                return new AbstractSet<>() {
                    @Override
                    public Iterator<Entry<UUID, Renamed>> iterator() {
                        return Stream.generate(UUID::randomUUID)
                                .limit(size)
                                .peek(id -> made.incrementAndGet())
                                .map(id -> Map.entry(id, new Renamed(id, "Alice", 1)))
                                .iterator();
                    }

                    @Override
                    public int size() {
                        return size;
                    }
                };
            }
        };
    }

    @Test
    void ofTwoWhoAddToManyAtOnceOneIsToldToTryAgain() {
        add(1);
        betweenNumberAndInsert = () -> add(2);

        assertThatThrownBy(() -> database.doInTransaction(
                        entities -> outbox(entities).auditEach(Map.of(subject, new Renamed(subject, "Alice", 3)))))
                .isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void isGivenAPageAtATime() {
        for (int i = 1; i <= 5; i++) {
            add(i);
        }

        Response first = answer(new AuditQuery(2, "0", null, null));
        Response second = answer(new AuditQuery(2, cursor(first), null, null));
        Response last = answer(new AuditQuery(2, cursor(second), null, null));

        assertThat(numbers(first)).containsExactly(1L, 2L);
        assertThat(numbers(second)).containsExactly(3L, 4L);
        assertThat(numbers(last)).containsExactly(5L);
        assertThat(last.getHeaderString("Link")).isNull();
    }

    @Test
    void isGivenFromItsEndAsWell() {
        for (int i = 1; i <= 3; i++) {
            add(i);
        }

        Response first = answer(new AuditQuery(2, "0", "-number", null));

        assertThat(numbers(first)).containsExactly(3L, 2L);
        assertThat(numbers(answer(new AuditQuery(2, cursor(first), "-number", null))))
                .containsExactly(1L);
        assertThatThrownBy(() -> answer(new AuditQuery(2, cursor(first), null, null)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> answer(new AuditQuery(2, "0", "-createdAt", null)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void isGivenByWhatHappened() {
        add(1);
        database.doInTransaction(entities -> outbox(entities).auditOnly(subject, new Moved(subject)));
        add(3);

        assertThat(numbers(answer(new AuditQuery(20, "0", null, "Renamed")))).containsExactly(1L, 3L);
        assertThat(numbers(answer(new AuditQuery(20, "0", "-number", "Moved")))).containsExactly(2L);
        assertThat(numbers(answer(new AuditQuery(20, "0", null, "Deleted")))).isEmpty();
    }

    @Test
    void knowsNothingOfWhomNothingHappenedTo() {
        assertThatThrownBy(() -> trail(new AuditQuery()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        missing -> assertThat(missing.problem().status()).isEqualTo(404));
    }

    @Test
    void isRolledBackWithItsChange() {
        assertThatThrownBy(() -> database.doInTransaction(entities -> {
                    outbox(entities).add(Topic.TASK_EVENTS, subject, new Renamed(subject, "Alice", 1));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(pending()).isZero();
        assertThatThrownBy(() -> trail(new AuditQuery())).isInstanceOf(ProblemException.class);
    }

    @Test
    void cannotBeChangedOrDeletedThroughTheProgram() {
        add(1);

        assertThatThrownBy(() -> database.doInTransaction(entities -> entities.remove(only(entities))))
                .hasStackTraceContaining("the audit is only appended to");
        assertThat(trail(new AuditQuery())).hasSize(1);
    }

    /** The version of an aggregate lets one of two changes win; the loser's number is free for the next. */
    @Test
    void numbersHaveNoGapsAndFollowTheVersionsHoweverManyChangesMeet() throws Exception {
        database.doInTransaction(entities -> entities.persist(new Thing(subject)));
        CompletableFuture<?>[] clients = Stream.generate(() -> CompletableFuture.runAsync(() -> changeUntilDone(25)))
                .limit(4)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(clients).get(60, TimeUnit.SECONDS);

        Response page = answer(new AuditQuery(50, "0", null, null));
        List<AuditView> trail = new ArrayList<>(views(page));
        while (page.getHeaderString("Link") != null) {
            page = answer(new AuditQuery(50, cursor(page), null, null));
            trail.addAll(views(page));
        }

        assertThat(trail)
                .extracting(AuditView::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        for (AuditView change : trail) {
            assertThat(change.event()).contains("\"change\":" + change.number() + "}");
        }
    }

    /** Without a version two transactions may reach for the same number. */
    @Test
    void ofTwoWhoAddToTheSameSubjectAtOnceOneIsToldToTryAgain() {
        add(1);
        betweenNumberAndInsert = () -> add(2);

        assertThatThrownBy(() -> add(3)).isInstanceOf(OptimisticLockException.class);

        assertThat(trail(new AuditQuery())).extracting(AuditView::number).containsExactly(1L, 2L);
        assertThat(pending()).isEqualTo(2);
    }

    private void changeUntilDone(int changes) {
        int done = 0;
        while (done < changes) {
            try {
                database.doInTransaction(entities -> {
                    Thing thing = entities.find(Thing.class, subject);
                    outbox(entities).add(Topic.TASK_EVENTS, subject, new Renamed(subject, "Alice", thing.change()));
                });
                done++;
            } catch (PersistenceException conflict) {
                Thread.onSpinWait();
            }
        }
    }

    void add(int change) {
        database.doInTransaction(
                entities -> outbox(entities).add(Topic.TASK_EVENTS, subject, new Renamed(subject, "Alice", change)));
    }

    /** Each is changed, all in the current transaction. */
    void auditEach(EntityManager entities, List<UUID> subjects, int change) {
        outbox(entities)
                .auditEach(subjects.stream()
                        .collect(Collectors.toMap(each -> each, each -> new Renamed(each, "Alice", change))));
    }

    private AuditEvent only(EntityManager entities) {
        return entities.createQuery("select a from AuditEvent a", AuditEvent.class)
                .getSingleResult();
    }

    private long pending() {
        return database.one("select count(e) from OutboxEntry e", Long.class);
    }

    List<AuditView> trail(AuditQuery page) {
        return views(answer(page));
    }

    @SuppressWarnings("unchecked") // what the answer holds is a list of views
    private static List<AuditView> views(Response answer) {
        return (List<AuditView>) answer.getEntity();
    }

    private static List<Long> numbers(Response answer) {
        return views(answer).stream().map(AuditView::number).toList();
    }

    private static String cursor(Response answer) {
        return answer.getHeaderString("Link").replaceAll(".*after=([^&>]*)>.*", "$1");
    }

    Response answer(AuditQuery page) {
        return database.inTransaction(entities ->
                new Beans(entities, clock, actor()).get(AuditTrail.class).answer(subject, page));
    }

    private Outbox outbox(EntityManager entities) {
        return new Beans(entities, clock, actor(), new Nobody<OutboxFilled>()).get(Outbox.class);
    }

    private Actor actor() {
        return new Actor() {
            @Override
            public @Nullable UUID id() {
                Runnable now = betweenNumberAndInsert;
                betweenNumberAndInsert = () -> {};
                now.run();
                return acting;
            }
        };
    }
}
