package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no longer counts is forgotten while people log in: what begins to count again just then stays. */
class ForgettingOnPostgresTest {
    private static final ClientAddress HOME = new ClientAddress("192.0.2.1");
    private static final String NAME = "alice";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final DataSource dataSource = Databases.postgres();
    private final UsersDatabase database = new UsersDatabase(dataSource);
    private final Lockout lockout = SomeLockout.on(database, clock);
    private final Another another = new Another(dataSource);
    private final UUID owner = database.account();

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    @Test
    void aCounterThatCountsAgainMeanwhileStays() {
        Attempt first = begin();
        database.run(() -> lockout.failed(first));
        clock.advance(FailedLogins.MEMORY.plusSeconds(1));
        Attempt again = begin();

        Future<Boolean> sweep = database.call(() -> {
            lockout.failed(again);
            lockout.entities.flush();
            return another.waits(this::forgetOld);
        });

        assertThat(Another.result(sweep)).isFalse();
        for (int i = 0; i < 4; i++) {
            Attempt more = begin();
            database.run(() -> lockout.failed(more));
        }
        assertThatThrownBy(this::begin).isInstanceOf(LockedOutException.class);
    }

    @Test
    void anAddressFromWhichItsUserLogsInMeanwhileStays() {
        Attempt again = afterAnOldLogin();

        Future<Boolean> sweep = database.call(() -> {
            lockout.succeeded(again, owner);
            return another.waits(this::forgetOld);
        });

        assertThat(Another.result(sweep)).isFalse();
        assertThat(begin().fromKnownAddress()).isTrue();
    }

    @Test
    void anAddressThatIsForgottenWhileItsUserLogsInIsKnownAgain() {
        Attempt again = afterAnOldLogin();

        Future<Boolean> login = database.call(() -> {
            assertThat(lockout.forgetOld(100)).isFalse();
            return another.waits(() -> {
                database.run(() -> lockout.succeeded(again, owner));
                return true;
            });
        });

        assertThat(Another.result(login)).isTrue();
        assertThat(begin().fromKnownAddress()).isTrue();
    }

    /** A try that begins when the address is known no more, and is right. */
    private Attempt afterAnOldLogin() {
        Attempt old = begin();
        database.run(() -> lockout.succeeded(old, owner));
        clock.advance(Duration.ofDays(91));
        return begin();
    }

    private Attempt begin() {
        return database.call(() -> lockout.begin(NAME, HOME, owner));
    }

    private boolean forgetOld() {
        return database.call(() -> lockout.forgetOld(100));
    }
}
