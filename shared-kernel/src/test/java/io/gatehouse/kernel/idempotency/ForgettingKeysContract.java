package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Database;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of keys that no longer count, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForgettingKeysContract {
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
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void forgetEverything() {
        database.run(entities ->
                entities.createNativeQuery("delete from idempotency").executeUpdate());
    }

    @Test
    void theyAreForgottenAndThoseThatCountStay() {
        claim("crashed");
        clock.advance(IdempotencyKeys.LEASE);
        claim("new");

        assertThat(forgetExpired(100)).isFalse();

        assertThat(count()).isEqualTo(1);
        assertThat(claim("new")).isInstanceOf(Claim.InFlight.class);
    }

    @Test
    void theyAreForgottenInBatchesTheOldestFirst() {
        for (int i = 0; i < 5; i++) {
            claim("old " + i);
            clock.advance(IdempotencyKeys.LEASE.dividedBy(10));
        }
        clock.advance(IdempotencyKeys.LEASE);

        assertThat(forgetExpired(2)).isTrue();
        assertThat(count()).isEqualTo(3);
        assertThat(forgetExpired(2)).isTrue();
        assertThat(forgetExpired(2)).isFalse();
        assertThat(count()).isZero();
        assertThat(forgetExpired(2)).isFalse();
    }

    @Test
    void oneThatIsTakenOverMeanwhileCountsAgainAndStays() throws Exception {
        claim("id");
        clock.advance(IdempotencyKeys.LEASE);
        ExecutorService sweep = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> forgotten = database.inTransaction(entities -> {
                assertThat(keys(entities).claim(request("id"))).isInstanceOf(Claim.Ours.class);
                Future<Boolean> waiting = sweep.submit(() -> forgetExpired(100));
                Databases.awaitOneThatWaits(dataSource);
                return waiting;
            });
            assertThat(forgotten.get(20, TimeUnit.SECONDS)).isFalse();
        } finally {
            sweep.shutdownNow();
        }

        assertThat(claim("id")).isInstanceOf(Claim.InFlight.class);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private IdempotencyKeys keys(EntityManager entities) {
        IdempotencyKeys keys = new IdempotencyKeys();
        keys.entities = entities;
        keys.clock = clock;
        return keys;
    }

    private static KeyedRequest request(String id) {
        return new KeyedRequest(id, "fingerprint");
    }

    private Claim claim(String id) {
        return database.inTransaction(entities -> keys(entities).claim(request(id)));
    }

    private boolean forgetExpired(int most) {
        return database.inTransaction(entities -> keys(entities).forgetExpired(most));
    }

    private long count() {
        return database.inTransaction(
                entities -> (Long) entities.createNativeQuery("select count(*) from idempotency", Long.class)
                        .getSingleResult());
    }
}
