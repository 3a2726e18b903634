package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Database;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What keys promise on every database. An effect is a row here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdempotencyContract {
    private static final long SEED = 20260103;
    private static final KeyedRequest REQUEST = new KeyedRequest("id", "fingerprint");
    private static final KeptAnswer CREATED = new KeptAnswer(201, "http://host/tasks/5", "0", "{\"title\":\"é\"}");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));

    @SuppressWarnings("NullAway.Init") // set before all tests
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        dataSource = dataSource();
        database = new Database(dataSource);
        database.run(entities -> entities.createNativeQuery("create table effect (what varchar(64))")
                .executeUpdate());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void forgetEverything() {
        database.run(entities -> Stream.of("delete from idempotency", "delete from effect")
                .forEach(statement -> entities.createNativeQuery(statement).executeUpdate()));
    }

    @Test
    void theFirstRequestIsToBeFulfilledAndItsRepetitionsGetItsAnswer() {
        fulfil(ours(REQUEST));

        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
    }

    @Test
    void anAnswerWithoutBodyOrPlaceIsKeptAsSuch() {
        KeptAnswer bare = new KeptAnswer(204, null, null, null);
        Claim.Ours ours = ours(REQUEST);
        database.run(entities -> keys(entities).keep(ours, bare));

        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(bare));
    }

    @Test
    void aRepetitionIsToldThatTheFirstIsStillBeingWorkedOn() {
        ours(REQUEST);

        assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
    }

    @Test
    void aKeyIsGoodForOneBody() {
        KeyedRequest other = new KeyedRequest(REQUEST.id(), "other");
        Claim.Ours ours = ours(REQUEST);

        assertThat(claim(other)).isEqualTo(new Claim.OtherBody());
        fulfil(ours);
        assertThat(claim(other)).isEqualTo(new Claim.OtherBody());
    }

    @Test
    void aRequestThatWasRefusedIsNotRemembered() {
        Claim.Ours refused = ours(REQUEST);
        database.run(entities -> keys(entities).release(refused));

        fulfil(ours(new KeyedRequest(REQUEST.id(), "corrected")));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void aRequestThatWasFulfilledCannotBeGivenUp() {
        Claim.Ours ours = ours(REQUEST);
        fulfil(ours);
        database.run(entities -> keys(entities).release(ours));

        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
    }

    /** Who has lost the connection while it committed gives its claim up, and the database may be committing still. */
    @Test
    void aRequestWhoseCommitIsInDoubtCannotBeGivenUpOnceItIsFulfilled() throws Exception {
        Claim.Ours doubtful = ours(REQUEST);
        ExecutorService service = Executors.newSingleThreadExecutor();
        try {
            Future<?> givenUp = database.inTransaction(entities -> {
                effect(entities);
                assertThat(keys(entities).keep(doubtful, CREATED)).isTrue();
                Future<?> waiting =
                        service.submit(() -> database.run(others -> keys(others).release(doubtful)));
                Databases.awaitOneThatWaits(dataSource);
                return waiting;
            });
            assertThat(givenUp.get(20, TimeUnit.SECONDS)).isNull();
        } finally {
            service.shutdownNow();
        }

        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
        assertThat(effects()).isEqualTo(1);
    }

    /** The server dies with the transaction open: the database rolls it back, and nobody gives the claim up. */
    @Test
    void aCrashLeavesNothingButALeaseThatEnds() {
        Claim.Ours crashed = ours(REQUEST);
        assertThatThrownBy(() -> database.run(entities -> {
                    effect(entities);
                    keys(entities).keep(crashed, CREATED);
                    throw new IllegalStateException("the lights go out");
                }))
                .hasMessage("the lights go out");

        clock.advance(IdempotencyKeys.LEASE.minusMillis(1));
        assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
        clock.advance(Duration.ofMillis(1));
        fulfil(ours(REQUEST));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void whoComesBackAfterItsLeaseHasNoEffect() {
        Claim.Ours slow = ours(REQUEST);
        clock.advance(IdempotencyKeys.LEASE);
        Claim.Ours successor = ours(REQUEST);

        assertThatThrownBy(() -> fulfil(slow)).hasMessage("lost");
        fulfil(successor);
        assertThatThrownBy(() -> fulfil(slow)).hasMessage("lost");
        assertThat(effects()).isEqualTo(1);
        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
    }

    @Test
    void whoComesBackAfterItsLeaseAndFindsNoSuccessorIsInTime() {
        Claim.Ours slow = ours(REQUEST);
        clock.advance(IdempotencyKeys.LEASE.plusSeconds(60));

        fulfil(slow);
        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));
    }

    @Test
    void anAnswerIsKeptForADay() {
        fulfil(ours(REQUEST));
        clock.advance(Duration.ofHours(24).minusMillis(1));
        forgetExpired();
        assertThat(claim(REQUEST)).isEqualTo(new Claim.Fulfilled(CREATED));

        clock.advance(Duration.ofMillis(1));
        assertThat(claim(new KeyedRequest(REQUEST.id(), "another day"))).isInstanceOf(Claim.Ours.class);
    }

    @Test
    void ofManyRequestsAtOnceOneTakesEffect() throws Exception {
        for (int round = 0; round < 10; round++) {
            KeyedRequest request = new KeyedRequest("round " + round, "f");
            long before = effects();

            List<Claim> claims = inParallel(Collections.nCopies(8, () -> {
                Claim claim = claim(request);
                if (claim instanceof Claim.Ours ours) {
                    fulfil(ours);
                }
                return claim;
            }));

            assertThat(claims).filteredOn(Claim.Ours.class::isInstance).hasSize(1);
            assertThat(effects() - before).isEqualTo(1);
            assertThat(claim(request)).isEqualTo(new Claim.Fulfilled(CREATED));
        }
    }

    /** Two that both think the request is theirs: the one whose lease has ended, and its successor. */
    @Test
    void ofTwoWhoFinishAtOnceOneTakesEffect() throws Exception {
        for (int round = 0; round < 10; round++) {
            KeyedRequest request = new KeyedRequest("round " + round, "f");
            long before = effects();
            Claim.Ours slow = ours(request);
            clock.advance(IdempotencyKeys.LEASE);
            Callable<Boolean> finishing = () -> attempt(slow);
            Callable<Boolean> succeeding = () -> claim(request) instanceof Claim.Ours ours && attempt(ours);

            List<Boolean> done = inParallel(List.of(finishing, succeeding));

            assertThat(done).containsOnlyOnce(true);
            assertThat(effects() - before).isEqualTo(1);
        }
    }

    /** Any sequence of requests, refusals, crashes and waiting, held against a map. */
    @Test
    void behavesLikeAMapWithTimes() {
        Random random = new Random(SEED);
        Map<String, Remembered> oracle = new HashMap<>();
        List<Claim.Ours> open = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                KeyedRequest request = new KeyedRequest("id" + random.nextInt(4), "f" + random.nextInt(2));
                Claim claim = claim(request);
                assertThat(claim.getClass()).as("step " + step).isEqualTo(expected(oracle, request));
                if (claim instanceof Claim.Ours ours) {
                    oracle.put(
                            request.id(),
                            new Remembered(ours, request, clock.instant().plus(IdempotencyKeys.LEASE), false));
                    open.add(ours);
                }
            } else if (choice < 8 && !open.isEmpty()) {
                Claim.Ours ours = open.remove(random.nextInt(open.size()));
                Remembered now = oracle.get(ours.id());
                boolean holds = now != null && now.claim.equals(ours) && !now.fulfilled;
                if (random.nextInt(3) == 0) {
                    database.run(entities -> keys(entities).release(ours));
                    if (holds) {
                        oracle.remove(ours.id());
                    }
                } else {
                    assertThat(attempt(ours)).as("step " + step).isEqualTo(holds);
                    if (now != null && holds) {
                        oracle.put(
                                ours.id(),
                                new Remembered(
                                        ours, now.request, clock.instant().plus(IdempotencyKeys.KEEP), true));
                    }
                }
            } else if (choice == 8) {
                clock.advance(random.nextInt(20) == 0 ? Duration.ofHours(13) : Duration.ofSeconds(random.nextInt(25)));
            } else if (random.nextInt(5) == 0) {
                forgetExpired();
                oracle.values().removeIf(remembered -> !remembered.end.isAfter(clock.instant()));
            }
        }
    }

    private record Remembered(Claim.Ours claim, KeyedRequest request, Instant end, boolean fulfilled) {}

    private Class<? extends Claim> expected(Map<String, Remembered> oracle, KeyedRequest request) {
        Remembered known = oracle.get(request.id());
        if (known == null || !known.end.isAfter(clock.instant())) {
            return Claim.Ours.class;
        }
        if (!known.request.equals(request)) {
            return Claim.OtherBody.class;
        }
        return known.fulfilled ? Claim.Fulfilled.class : Claim.InFlight.class;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private IdempotencyKeys keys(EntityManager entities) {
        IdempotencyKeys keys = new IdempotencyKeys();
        keys.entities = entities;
        keys.clock = clock;
        return keys;
    }

    private Claim claim(KeyedRequest request) {
        return database.inTransaction(entities -> keys(entities).claim(request));
    }

    private Claim.Ours ours(KeyedRequest request) {
        return (Claim.Ours) claim(request);
    }

    private boolean attempt(Claim.Ours claim) {
        try {
            fulfil(claim);
            return true;
        } catch (IllegalStateException lost) {
            return false;
        }
    }

    private void fulfil(Claim.Ours claim) {
        database.run(entities -> {
            effect(entities);
            if (!keys(entities).keep(claim, CREATED)) {
                throw new IllegalStateException("lost");
            }
        });
    }

    private static void effect(EntityManager entities) {
        entities.createNativeQuery("insert into effect (what) values ('done')").executeUpdate();
    }

    private long effects() {
        return database.inTransaction(
                entities -> (Long) entities.createNativeQuery("select count(*) from effect", Long.class)
                        .getSingleResult());
    }

    private void forgetExpired() {
        assertThat(database.<Boolean>inTransaction(entities -> keys(entities).forgetExpired()))
                .isFalse();
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : clients.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            clients.shutdown();
        }
    }
}
