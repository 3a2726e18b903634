package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.UserEvent.UserChanged;
import io.gatehouse.users.account.UserEvent.UserDeleted;
import io.gatehouse.users.account.UserEvent.UserRolesChanged;
import io.gatehouse.users.lockout.KnownAddresses;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.session.Sessions;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What administrators can do to users, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class AdministrationContract {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");

    private final OutboxInMemory outbox = new OutboxInMemory();
    private final List<UUID> sessionsEnded = new CopyOnWriteArrayList<>();
    private final List<UUID> addressesForgotten = new ArrayList<>();
    private final List<String> cleared = new ArrayList<>();
    private final Users users = new Users();
    private final Administration administration = new Administration();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    private static void any(long version) {}

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        users.entities = database.entities();
        users.outbox = outbox;
        administration.entities = database.entities();
        administration.users = users;
        administration.clock = new SettableClock(NOW);
        administration.sessions = new Sessions() {
            @Override
            public int endAllOf(UUID userId) {
                sessionsEnded.add(userId);
                return 1;
            }
        };
        administration.knownAddresses = new KnownAddresses() {
            @Override
            public void forgetAllOf(UUID userId) {
                addressesForgotten.add(userId);
            }
        };
        administration.lockout = new Lockout() {
            @Override
            public void clear(Collection<String> names) {
                cleared.addAll(names);
            }
        };
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run(() ->
                database.entities().createNativeQuery("delete from account").executeUpdate());
        outbox.told.clear();
        sessionsEnded.clear();
    }

    private User add(String name, Role... roles) {
        User user = new User(new NewUser(name, name + "@example.org", "correct horse"), "hash", NOW);
        for (Role role : roles) {
            user.grant(role);
        }
        database.run(() -> users.add(user, User::id));
        outbox.told.clear();
        return user;
    }

    private @Nullable User find(User user) {
        return database.call(() -> users.find(user.id()).orElse(null));
    }

    private User change(User user, Profile wanted) {
        return database.call(() -> administration.change(user.id(), AdministrationContract::any, current -> wanted));
    }

    private Problem refusal(Supplier<?> change) {
        return catchThrowableOfType(ProblemException.class, () -> database.call(change))
                .problem();
    }

    @Test
    void refusesASecondUserOfOneNameOrEmailInWhateverCase() {
        add("alice");

        for (NewUser same : List.of(
                new NewUser("ALICE", "other@example.org", "correct horse"),
                new NewUser("other", "Alice@Example.ORG", "correct horse"))) {
            assertThatThrownBy(() -> database.run(() -> users.add(new User(same, "hash", NOW), User::id)))
                    .isInstanceOf(PersistenceException.class);
        }
        assertThat(database.count("User")).isEqualTo(1);
    }

    @Test
    void changesWhatAProfileSaysAndTellsIt() {
        User alice = add("alice");

        User changed = change(alice, new Profile("Alicia", "Alicia@example.org", "Alicia A.", "DE-at"));

        assertThat(changed.version()).isEqualTo(alice.version() + 1);
        assertThat(find(alice)).extracting(user -> user.profile().locale()).isEqualTo("de-AT");
        assertThat(database.call(() -> users.named("alicia"))).isPresent();
        assertThat(database.call(() -> users.named("alice"))).isEmpty();
        assertThat(outbox.told).containsExactly(new UserChanged(alice.id(), "Alicia", "alicia@example.org", "de-AT"));
    }

    @Test
    void changesTheCaseOfANameAndOneNameWithoutTheOther() {
        User alice = add("alice");

        change(alice, new Profile("Alice", "alice@example.org", null, null));
        User changed = change(alice, new Profile("Alice", "other@example.org", null, null));

        assertThat(changed.profile()).isEqualTo(new Profile("Alice", "other@example.org", null, null));
    }

    @Test
    void namesWhatIsTaken() {
        User alice = add("alice");
        add("bob");

        assertThat(refusal(() -> administration.change(
                                alice.id(),
                                AdministrationContract::any,
                                any -> new Profile("BOB", "alice@example.org", null, null)))
                        .code())
                .isEqualTo("USERNAME_TAKEN");
        assertThat(refusal(() -> administration.change(
                                alice.id(),
                                AdministrationContract::any,
                                any -> new Profile("alice", "Bob@example.org", null, null)))
                        .code())
                .isEqualTo("EMAIL_TAKEN");
        assertThat(refusal(() -> administration.change(
                                alice.id(),
                                AdministrationContract::any,
                                any -> new Profile("admin", "alice@example.org", null, null)))
                        .code())
                .isEqualTo("USERNAME_TAKEN");
    }

    @Test
    void namesWhatIsTakenAlsoWhenManyTakeItAtOnce() throws Exception {
        List<Callable<String>> changes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            User user = add("user-" + i);
            Profile wanted = i % 2 == 0
                    ? new Profile("wanted", "user-" + i + "@example.org", null, null)
                    : new Profile("user-" + i, "wanted@example.org", null, null);
            changes.add(() -> {
                try {
                    change(user, wanted);
                    return "changed";
                } catch (ProblemException taken) {
                    return taken.problem().code();
                }
            });
        }

        assertThat(atOnce(changes))
                .containsExactlyInAnyOrder(
                        "changed",
                        "changed",
                        "USERNAME_TAKEN",
                        "USERNAME_TAKEN",
                        "USERNAME_TAKEN",
                        "EMAIL_TAKEN",
                        "EMAIL_TAKEN",
                        "EMAIL_TAKEN");
    }

    @Test
    void asksThePreconditionAboutTheVersion() {
        User alice = add("alice");
        change(alice, new Profile("Alicia", "alice@example.org", null, null));
        List<Long> asked = new ArrayList<>();

        database.run(() -> administration.grant(alice.id(), asked::add, Role.READER));
        database.run(() -> administration.endSessions(alice.id(), asked::add));
        database.run(() -> administration.clearLockout(alice.id(), asked::add));

        assertThat(asked).containsExactly(1L, 2L, 2L);
    }

    @Test
    void grantsAndRevokesRoles() {
        User alice = add("alice");

        database.run(() -> administration.grant(alice.id(), AdministrationContract::any, Role.OPERATOR));
        database.run(() -> administration.grant(alice.id(), AdministrationContract::any, Role.OPERATOR));
        database.run(() -> administration.grant(alice.id(), AdministrationContract::any, Role.READER));
        User changed =
                database.call(() -> administration.revoke(alice.id(), AdministrationContract::any, Role.OPERATOR));

        assertThat(changed.roles()).containsExactly("user", "reader");
        assertThat(find(alice)).extracting(User::roles).isEqualTo(List.of("user", "reader"));
        assertThat(outbox.told).hasSize(3).last().isEqualTo(new UserRolesChanged(alice.id(), List.of(Role.READER)));
    }

    @Test
    void keepsTheLastAdministrator() {
        User alice = add("alice", Role.ADMIN);
        User disabled = add("disabled", Role.ADMIN);
        database.run(() -> administration.disable(disabled.id(), AdministrationContract::any));

        for (Supplier<?> change : List.<Supplier<?>>of(
                () -> administration.revoke(alice.id(), AdministrationContract::any, Role.ADMIN),
                () -> administration.disable(alice.id(), AdministrationContract::any),
                () -> {
                    administration.delete(alice.id(), AdministrationContract::any);
                    return alice;
                })) {
            assertThat(refusal(change).code()).isEqualTo("LAST_ADMINISTRATOR");
        }
        add("bob", Role.ADMIN);
        database.run(() -> administration.revoke(alice.id(), AdministrationContract::any, Role.ADMIN));
        assertThat(database.call(users::hasAdministrator)).isTrue();
    }

    /** Each takes the next one's role: whoever wins, somebody is left. */
    @Test
    void keepsTheLastAdministratorAlsoWhenAllAreDegradedAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            empty();
            List<Callable<String>> revocations = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                User user = add("admin-" + i, Role.ADMIN);
                revocations.add(() -> {
                    try {
                        database.run(() -> administration.revoke(user.id(), AdministrationContract::any, Role.ADMIN));
                        return "revoked";
                    } catch (ProblemException refused) {
                        return refused.problem().code();
                    }
                });
            }

            assertThat(atOnce(revocations))
                    .containsOnlyOnce("LAST_ADMINISTRATOR")
                    .contains("revoked");
            assertThat(database.call(users::hasAdministrator)).isTrue();
        }
    }

    @Test
    void endsTheSessionsOfWhomItDisables() {
        User alice = add("alice");

        database.run(() -> administration.disable(alice.id(), AdministrationContract::any));
        assertThat(sessionsEnded).containsExactly(alice.id());
        assertThat(find(alice)).extracting(User::mayLogIn).isEqualTo(false);

        database.run(() -> administration.enable(alice.id(), AdministrationContract::any));
        assertThat(find(alice)).extracting(User::mayLogIn).isEqualTo(true);
    }

    @Test
    void deletesAllThatIsPersonalAndFreesTheNames() {
        User alice = add("alice", Role.READER);
        change(alice, new Profile("alice", "alice@example.org", "Alice A.", "de-AT"));
        outbox.told.clear();

        database.run(() -> administration.delete(alice.id(), AdministrationContract::any));

        assertThat(find(alice)).isNull();
        assertThat(database.count("User")).isZero();
        assertThat(refusal(() -> administration.enable(alice.id(), AdministrationContract::any))
                        .status())
                .isEqualTo(404);
        assertThat(sessionsEnded).containsExactly(alice.id());
        assertThat(addressesForgotten).contains(alice.id());
        assertThat(cleared).contains("alice", "alice@example.org", alice.id().toString());
        assertThat(outbox.told).containsExactly(new UserDeleted(alice.id()));
        Object[] row = (Object[]) database.call(() -> database.entities()
                .createNativeQuery(
                        "select username, username_key, email, display_name, locale, password_hash from account",
                        Object[].class)
                .getSingleResult());
        assertThat(row)
                .containsExactly(
                        "deleted:" + alice.id(), "deleted:" + alice.id(), "deleted:" + alice.id(), null, null, "");

        add("Alice");
        assertThat(database.count("User")).isEqualTo(1);
    }

    @Test
    void deletesNobodyWhoIsProtected() {
        User alice = add("alice");
        database.run(() -> administration.protect(alice.id(), AdministrationContract::any, true));

        assertThat(refusal(() -> {
                            administration.delete(alice.id(), AdministrationContract::any);
                            return alice;
                        })
                        .code())
                .isEqualTo("USER_PROTECTED");

        database.run(() -> administration.protect(alice.id(), AdministrationContract::any, false));
        database.run(() -> administration.delete(alice.id(), AdministrationContract::any));
        assertThat(find(alice)).isNull();
    }

    @Test
    void endsSessionsAndClearsTheLockout() {
        User alice = add("alice");

        database.run(() -> administration.endSessions(alice.id(), AdministrationContract::any));
        database.run(() -> administration.clearLockout(alice.id(), AdministrationContract::any));

        assertThat(sessionsEnded).containsExactly(alice.id());
        assertThat(cleared).contains("alice", "alice@example.org", alice.id().toString());
    }

    private static List<String> atOnce(List<Callable<String>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : threads.invokeAll(work)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }
}
