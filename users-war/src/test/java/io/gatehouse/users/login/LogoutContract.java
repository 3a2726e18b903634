package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserEvent.SessionEnded;
import io.gatehouse.users.account.UserEvent.SessionEnded.Why;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.session.Renewal;
import io.gatehouse.users.session.SomeSessions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How single sessions end, and what the audit is told of it, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class LogoutContract {
    private final OutboxInMemory outbox = new OutboxInMemory();
    private final Logout logout = new Logout();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Users users;

    private UUID alice = UUID.randomUUID();

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void wire() throws Exception {
        database = new UsersDatabase(dataSource());
        users = SomeUser.users(database, outbox);
        logout.users = users;
        logout.sessions = SomeSessions.on(database, new SettableClock(Instant.parse("2026-01-02T08:00:00Z")));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        alice = database.call(() -> users.add(SomeUser.withHash(name, "hash"), User::id));
        outbox.told.clear();
        outbox.audited.clear();
    }

    private Renewal start() {
        return database.call(() -> logout.sessions.start(alice));
    }

    private Renewal renew(Renewal before) {
        return database.call(() -> logout.sessions.renew(before.refreshToken())).orElseThrow();
    }

    private boolean isAlive(Renewal session) {
        return database.call(() -> logout.sessions.isAlive(session.sessionId()));
    }

    @Test
    void beginningAndRenewingASessionIsNoChangeOfItsUser() {
        renew(start());

        assertThat(outbox.audited).isEmpty();
    }

    @Test
    void loggingOutIsAuditedOnceAndOnlyWhereThereIsASession() {
        Renewal first = start();
        Renewal second = renew(first);

        database.run(() -> logout.end("nonsense"));
        assertThat(outbox.audited).isEmpty();
        database.run(() -> logout.end(second.refreshToken()));
        database.run(() -> logout.end(second.refreshToken()));

        assertThat(isAlive(first)).isFalse();
        assertThat(outbox.audited).containsExactly(new SessionEnded(alice, first.sessionId(), Why.LOGOUT));
        assertThat(outbox.told).isEmpty();
    }

    @Test
    void aTokenThatComesAgainIsAuditedOnceWithTheEndOfItsSession() {
        Renewal first = start();
        Renewal second = renew(first);

        database.run(() -> logout.endIfReused("nonsense"));
        database.run(() -> logout.endIfReused(second.refreshToken()));
        assertThat(isAlive(first)).isTrue();
        assertThat(outbox.audited).isEmpty();
        database.run(() -> logout.endIfReused(first.refreshToken()));
        database.run(() -> logout.endIfReused(first.refreshToken()));

        assertThat(isAlive(second)).isFalse();
        assertThat(outbox.audited).containsExactly(new SessionEnded(alice, first.sessionId(), Why.REUSE));
    }

    /** Each changes the history of the same user. */
    @Test
    void thoseWhoEndSessionsOfOneUserAtOnceDoNotHinderEachOther() throws Exception {
        List<Renewal> all = List.of(start(), start(), start(), start());
        Renewal spent = all.get(0);
        renew(spent);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> ends = all.stream()
                    .<Callable<Boolean>>map(one -> () -> {
                        database.run(() -> logout.endIfReused(one.refreshToken()));
                        database.run(() -> logout.end(one.refreshToken()));
                        return isAlive(one);
                    })
                    .toList();
            for (Future<Boolean> alive : threads.invokeAll(ends)) {
                assertThat(alive.get()).isFalse();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(outbox.audited)
                .containsExactlyInAnyOrder(
                        new SessionEnded(alice, spent.sessionId(), Why.REUSE),
                        new SessionEnded(alice, all.get(1).sessionId(), Why.LOGOUT),
                        new SessionEnded(alice, all.get(2).sessionId(), Why.LOGOUT),
                        new SessionEnded(alice, all.get(3).sessionId(), Why.LOGOUT));
    }
}
