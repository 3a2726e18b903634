package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The lockout on a database. Each test has names and addresses of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class LockoutSituation {
    static final ClientAddress HOME = new ClientAddress("192.0.2.1");
    static final ClientAddress ELSEWHERE = new ClientAddress("198.51.100.1");

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    final Lockout lockout = new Lockout();

    @SuppressWarnings("NullAway.Init") // set before all tests
    UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        KnownAddresses known = new KnownAddresses();
        known.entities = database.entities();
        known.clock = clock;
        lockout.entities = database.entities();
        lockout.knownAddresses = known;
        lockout.clock = clock;
    }

    @AfterAll
    void close() {
        database.close();
    }

    static String newName() {
        return "user-" + UUID.randomUUID();
    }

    Attempt begin(String name, ClientAddress from, @Nullable UUID user) {
        return database.call(() -> lockout.begin(name, from, user));
    }

    void fail(String name, ClientAddress from, @Nullable UUID user) {
        Attempt attempt = begin(name, from, user);
        database.run(() -> lockout.failed(attempt));
    }

    void fail(int times, String name, ClientAddress from) {
        for (int i = 0; i < times; i++) {
            waitAndFail(name, from, null);
        }
    }

    /** Fails as soon as that is allowed. */
    void waitAndFail(String name, ClientAddress from, @Nullable UUID user) {
        clock.advance(wait(name, from, user));
        fail(name, from, user);
    }

    void succeed(String name, ClientAddress from, UUID user) {
        Attempt attempt = begin(name, from, user);
        database.run(() -> lockout.succeeded(attempt, user));
    }

    /** Zero when a try is allowed; asking changes nothing. */
    Duration wait(String name, ClientAddress from, @Nullable UUID user) {
        LockedOutException locked = catchThrowableOfType(
                LockedOutException.class,
                () -> database.run(() -> {
                    lockout.withdrawn(lockout.begin(name, from, user));
                }));
        return locked == null ? Duration.ZERO : Duration.ofSeconds(locked.waitSeconds());
    }
}
