package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserEvent;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.lockout.Attempt;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.lockout.KnownAddresses;
import io.gatehouse.users.lockout.SomeLockout;
import io.gatehouse.users.session.SomeSessions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the end of a login leaves of a hash, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class AdmissionContract {
    private static final String OLD = "old hash";
    private static final String RENEWED = "renewed hash";
    private static final String CHANGED = "changed hash";

    private final Admission admission = new Admission();
    private final OutboxInMemory outbox = new OutboxInMemory();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Users users;

    private UUID alice = UUID.randomUUID();

    abstract DataSource dataSource() throws Exception;

    /** What is hidden of a user, and what shows that they have changed. */
    private record Row(String hash, int version) {}

    @BeforeAll
    void wire() throws Exception {
        database = new UsersDatabase(dataSource());
        users = SomeUser.users(database, outbox);
        SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
        admission.users = users;
        admission.sessions = SomeSessions.on(database, clock);
        admission.lockout = SomeLockout.on(database, clock);
        admission.knownAddresses = new KnownAddresses() {
            @Override
            public void forgetAllOf(UUID userId) {
                // Where they were is no matter here.
            }
        };
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        alice = database.call(() -> users.add(SomeUser.withHash(name, OLD), User::id));
        outbox.told.clear();
        outbox.audited.clear();
    }

    @Test
    void keepsARenewedHashAndNobodySeesThatAnythingHasChanged() {
        assertThat(isAdmitted(OLD, RENEWED)).isTrue();

        assertThat(row()).isEqualTo(new Row(RENEWED, 0));
        assertThat(outbox.told).isEmpty();
        assertThat(outbox.audited).isEmpty();
        assertThat(isAdmitted(RENEWED, null)).isTrue();
        assertThat(isAdmitted(OLD, RENEWED)).isFalse();
        assertThat(row()).isEqualTo(new Row(RENEWED, 0));
    }

    @Test
    void changesAPasswordWithItsVersionAndAnEvent() {
        assertThat(isAdmitted(OLD, RENEWED)).isTrue();
        assertThat(isChanged(RENEWED)).isTrue();

        assertThat(row()).isEqualTo(new Row(CHANGED, 1));
        assertThat(outbox.told).containsExactly(new UserEvent.PasswordChanged(alice));
    }

    /** Also of somebody who was read before, as what a transaction has read it does not read again. */
    @Test
    void doesNotUndoAChangeThatCameInBetween() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            database.run(() -> {
                assertThat(users.find(alice)).map(User::passwordHash).contains(OLD);
                assertThat(ended(other.submit(() -> isChanged(OLD)))).isTrue();
                users.rehash(alice, OLD, RENEWED);
            });
        } finally {
            other.shutdown();
        }

        assertThat(row()).isEqualTo(new Row(CHANGED, 1));
        assertThat(isAdmitted(OLD, RENEWED)).isFalse();
        assertThat(row()).isEqualTo(new Row(CHANGED, 1));
    }

    /** Whoever is first, what they did stays, and the other one is told. */
    @Test
    void letsOneOfTwoRenewOrChangeWhoComeAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                anotherUser();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> admitted = both.submit(after(start, () -> isAdmitted(OLD, RENEWED)));
                Future<Boolean> changed = both.submit(after(start, () -> isChanged(OLD)));

                assertThat(List.of(ended(admitted), ended(changed))).containsExactlyInAnyOrder(true, false);
                assertThat(row()).isEqualTo(ended(changed) ? new Row(CHANGED, 1) : new Row(RENEWED, 0));
                assertThat(outbox.told).hasSize(ended(changed) ? 1 : 0);
            }
        } finally {
            both.shutdown();
        }
    }

    private static <T> Callable<T> after(CyclicBarrier start, Callable<T> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }

    private static boolean ended(Future<Boolean> work) {
        try {
            return work.get();
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private boolean isAdmitted(String verified, @Nullable String better) {
        return database.call(
                () -> admission.admit(alice, verified, attempt(), better).isPresent());
    }

    private boolean isChanged(String verified) {
        return database.call(() ->
                admission.changePassword(alice, verified, attempt(), CHANGED).isPresent());
    }

    private Attempt attempt() {
        return admission.lockout.begin(alice.toString(), new ClientAddress("192.0.2.1"), alice);
    }

    private Row row() {
        Object[] row = database.call(() -> database.entities()
                .createQuery("select u.passwordHash, u.version from User u where u.id = :id", Object[].class)
                .setParameter("id", alice)
                .getSingleResult());
        return new Row((String) row[0], (Integer) row[1]);
    }
}
