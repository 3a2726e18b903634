package io.gatehouse.users.session;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Sessions on a database. Each test begins without any, with a user of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class SessionsSituation {
    static final Instant START = Instant.parse("2026-01-02T08:00:00Z");

    final Sessions sessions = new Sessions();
    SettableClock clock = new SettableClock(START);
    UUID alice = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        sessions.entities = database.entities();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        database.run(
                () -> database.entities().createQuery("delete from Session s").executeUpdate());
        alice = database.account();
        clock = new SettableClock(START);
        sessions.clock = clock;
    }

    Renewal start() {
        return database.call(() -> sessions.start(alice));
    }

    Optional<Renewal> renew(Renewal before) {
        return renew(before.refreshToken());
    }

    Optional<Renewal> renew(String refreshToken) {
        Optional<Renewal> renewed = database.call(() -> sessions.renew(refreshToken));
        if (renewed.isEmpty()) {
            Optional<UUID> unused = database.call(() -> sessions.endIfReused(refreshToken));
        }
        return renewed;
    }

    Optional<UUID> end(String refreshToken) {
        return database.call(() -> sessions.end(refreshToken));
    }

    boolean isAlive(Renewal session) {
        return database.call(() -> sessions.isAlive(session.sessionId()));
    }
}
