package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has expired is forgotten while sessions are renewed at the last moment. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ForgettingOnPostgresTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final DataSource dataSource = Databases.postgres();
    private final UsersDatabase database = new UsersDatabase(dataSource);
    private final Sessions sessions = new Sessions();
    private final Another another = new Another(dataSource);
    private final UUID alice = database.account();

    ForgettingOnPostgresTest() {
        sessions.entities = database.entities();
        sessions.clock = clock;
    }

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    /** Neither waits for the other, or each would for what the other has locked. */
    @Test
    void aSessionThatWouldExpireWhileItIsRenewedGoesOn() {
        Renewal first = database.call(() -> sessions.start(alice));
        clock.advance(Session.LIFETIME.minusMillis(1));

        Renewal second = database.call(() -> {
            Renewal renewed = sessions.renew(first.refreshToken()).orElseThrow();
            clock.advance(Duration.ofMinutes(1));
            assertThat(another.does(this::forgetExpired)).isFalse();
            return renewed;
        });

        assertThat(database.call(() -> sessions.isAlive(first.sessionId()))).isTrue();
        assertThat(database.call(() -> sessions.renew(second.refreshToken()))).isPresent();
    }

    private boolean forgetExpired() {
        return database.call(() -> sessions.forgetExpired(100));
    }
}
