package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.account.Administration;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserEvent;
import io.gatehouse.users.account.UserMetrics;
import io.gatehouse.users.account.UsersInMemory;
import io.gatehouse.users.lockout.Attempt;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.lockout.KnownAddresses;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.password.Argon2Cost;
import io.gatehouse.users.password.Passwords;
import io.gatehouse.users.session.Renewal;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.session.SomeTokens;
import io.gatehouse.users.session.TokenAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class LoginTest {
    private static final ClientAddress HOME = new ClientAddress("192.0.2.1");
    private static final Argon2Cost DEARER = new Argon2Cost(19 * 1024, 3);

    /** What the lockout was told, in order. */
    private final List<String> told = new ArrayList<>();

    private final UsersInMemory users = new UsersInMemory();
    private final CountingPasswords passwords = new CountingPasswords();
    private final SessionsInMemory sessions = new SessionsInMemory();
    private final Map<UserMetrics.Outcome, Integer> counted = new EnumMap<>(UserMetrics.Outcome.class);
    private final Login login = new Login();
    private final AdministrationInMemory administration = new AdministrationInMemory();
    private final User alice = SomeUser.withHash("alice", passwords.hash("correct horse"));

    /** Counts hashes, and can be too busy. */
    private static final class CountingPasswords extends Passwords {
        private int work;
        private boolean busy;
        private Runnable meanwhile = () -> {};

        CountingPasswords() {
            super(Argon2Cost.DEFAULT);
        }

        @Override
        public boolean matches(String password, @Nullable String hash) {
            work();
            boolean right = super.matches(password, hash);
            meanwhile.run();
            return right;
        }

        @Override
        public String hash(String password) {
            work();
            return super.hash(password);
        }

        private void work() {
            if (busy) {
                throw new ProblemException(Problem.of(503, "TOO_BUSY", "Later."));
            }
            work++;
        }
    }

    private static final class SessionsInMemory extends Sessions {
        private final List<UUID> started = new ArrayList<>();
        private final List<UUID> ended = new ArrayList<>();

        @Override
        public Renewal start(UUID userId) {
            started.add(userId);
            return new Renewal(userId, UUID.randomUUID(), "refresh");
        }

        @Override
        public int endAllOf(UUID userId) {
            ended.add(userId);
            return 1;
        }
    }

    private final class ToldLockout extends Lockout {
        @Override
        public Attempt begin(String name, ClientAddress address, @Nullable UUID userId) {
            told.add("begin " + name);
            return new Attempt(name, address.text(), false, Set.of());
        }

        @Override
        public void failed(Attempt attempt) {
            told.add("failed");
        }

        @Override
        public void succeeded(Attempt attempt, UUID userId) {
            told.add("succeeded");
        }

        @Override
        public void withdrawn(Attempt attempt) {
            told.add("withdrawn");
        }
    }

    private final class AdministrationInMemory extends Administration {
        private final List<UUID> deleted = new ArrayList<>();
        private boolean refuses;

        @Override
        public void delete(UUID id, LongConsumer precondition) {
            if (refuses) {
                throw ProblemException.conflict("USER_PROTECTED", "A protected user.");
            }
            precondition.accept(7);
            told.add("deleted");
            deleted.add(id);
        }
    }

    @BeforeEach
    void wire(@TempDir Path directory) {
        users.add(alice, User::id);
        Lockout lockout = new ToldLockout();
        PasswordCheck check = new PasswordCheck();
        check.lockout = lockout;
        check.passwords = passwords;
        check.metrics = new UserMetrics() {
            @Override
            public void login(Outcome outcome) {
                counted.merge(outcome, 1, Integer::sum);
            }
        };
        Admission admission = new Admission();
        admission.users = users;
        admission.sessions = sessions;
        admission.lockout = lockout;
        admission.knownAddresses = new KnownAddresses() {
            @Override
            public void forgetAllOf(UUID userId) {
                told.add("forget addresses");
            }
        };
        admission.administration = administration;
        login.users = users;
        login.check = check;
        login.admission = admission;
        login.accessTokens = SomeTokens.in(directory, new SettableClock(Instant.EPOCH));
        passwords.work = 0;
    }

    private TokenAnswer login(String name, String password) {
        return login.withPassword(new Credentials(name, null, password), HOME);
    }

    private Problem refusal(String name, String password) {
        return catchThrowableOfType(ProblemException.class, () -> login(name, password))
                .problem();
    }

    @Test
    void givesTokensForTheRightPassword() {
        assertThat(login("Alice", "correct horse").refreshToken()).isEqualTo("refresh");
        assertThat(sessions.started).containsExactly(alice.id());
        assertThat(told).containsExactly("begin Alice", "succeeded");
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.ACCEPTED, 1));
    }

    @Test
    void answersAndWorksTheSameForAWrongPasswordAnUnknownNameAndADisabledUser() {
        Problem wrong = refusal("alice", "wrong horse");
        assertThat(passwords.work).isEqualTo(1);
        assertThat(told).containsExactly("begin alice", "failed");

        told.clear();
        assertThat(refusal("nobody", "wrong horse")).isEqualTo(wrong);
        assertThat(passwords.work).isEqualTo(2);
        assertThat(told).containsExactly("begin nobody", "failed");

        told.clear();
        SomeUser.disable(alice);
        assertThat(refusal("alice", "correct horse")).isEqualTo(wrong);
        assertThat(passwords.work).isEqualTo(3);
        assertThat(told).containsExactly("begin alice", "failed");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.REFUSED, 3));
    }

    @Test
    void countsNothingWhenThePasswordCouldNotBeLookedAt() {
        passwords.busy = true;

        assertThat(refusal("alice", "wrong horse").status()).isEqualTo(503);
        assertThat(told).containsExactly("begin alice", "withdrawn");
        assertThat(counted).isEmpty();
    }

    @Test
    void letsNobodyInWhosePasswordWasChangedWhileItWasHashed() {
        String another = passwords.hash("battery staple");
        passwords.meanwhile = () -> alice.changePassword(another);

        assertThat(refusal("alice", "correct horse").status()).isEqualTo(401);
        assertThat(sessions.started).isEmpty();
    }

    @Test
    void hashesAPasswordAnewThatWasCheaper() {
        String before = alice.passwordHash();
        login.check.passwords = new Passwords(DEARER);

        login("alice", "correct horse");

        assertThat(alice.passwordHash()).isNotEqualTo(before).contains("t=3");
        login("alice", "correct horse");
        assertThat(sessions.started).hasSize(2);
    }

    @Test
    void letsSomebodyInAlsoWhenAnotherLoginHashesTheirPasswordAnewMeanwhile() {
        String renewed = hashedAnewMeanwhile();

        login("alice", "correct horse");

        assertThat(sessions.started).containsExactly(alice.id());
        assertThat(told).containsExactly("begin alice", "succeeded");
        assertThat(alice.passwordHash()).isEqualTo(renewed);
    }

    @Test
    void changesAPasswordAlsoWhenALoginHashesItAnewMeanwhile() {
        hashedAnewMeanwhile();

        login.changePassword(alice.id(), new PasswordChange("correct horse", "battery staple"), HOME);

        assertThat(told).containsExactly("begin " + alice.id(), "forget addresses", "succeeded");
        assertThat(passwords.matches("battery staple", alice.passwordHash())).isTrue();
    }

    @Test
    void deletesSomebodyAlsoWhenALoginHashesTheirPasswordAnewMeanwhile() {
        hashedAnewMeanwhile();

        delete("correct horse");

        assertThat(administration.deleted).containsExactly(alice.id());
        assertThat(told).containsExactly("begin " + alice.id(), "succeeded", "version 7", "deleted");
    }

    private String hashedAnewMeanwhile() {
        String renewed = passwords.hash("correct horse");
        String before = alice.passwordHash();
        passwords.meanwhile = () -> users.rehash(alice.id(), before, renewed);
        return renewed;
    }

    @Test
    void letsSomebodyInAlsoWhenItIsTooBusyToHashAnew() {
        String before = alice.passwordHash();
        login.check.passwords = new Passwords(DEARER) {
            @Override
            public String hash(String password) {
                throw new ProblemException(Problem.of(503, "TOO_BUSY", "Later."));
            }

            @Override
            public boolean matches(String password, @Nullable String hash) {
                return true;
            }
        };

        login("alice", "correct horse");

        assertThat(alice.passwordHash()).isEqualTo(before);
    }

    @Test
    void changesAPasswordAndEndsAllSessionsButTheOneOfTheAnswer() {
        TokenAnswer answer =
                login.changePassword(alice.id(), new PasswordChange("correct horse", "battery staple"), HOME);

        assertThat(answer.refreshToken()).isEqualTo("refresh");
        assertThat(sessions.ended).containsExactly(alice.id());
        assertThat(sessions.started).containsExactly(alice.id());
        assertThat(told).containsExactly("begin " + alice.id(), "forget addresses", "succeeded");
        assertThat(users.told).containsExactly(new UserEvent.PasswordChanged(alice.id()));
        assertThat(passwords.matches("battery staple", alice.passwordHash())).isTrue();
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.ACCEPTED, 1));
    }

    @Test
    void asksForTheCurrentPasswordBeforeItChangesIt() {
        assertThatThrownBy(() ->
                        login.changePassword(alice.id(), new PasswordChange("wrong horse", "battery staple"), HOME))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(403);
                    assertThat(refused.problem().errors().get(0).field()).isEqualTo("currentPassword");
                });
        assertThat(told).containsExactly("begin " + alice.id(), "failed");
        assertThat(sessions.ended).isEmpty();
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.REFUSED, 1));
    }

    @Test
    void changesNoPasswordThatIsAnotherOneMeanwhile() {
        String another = passwords.hash("stapled battery");
        passwords.meanwhile = () -> alice.changePassword(another);

        assertThatThrownBy(() ->
                        login.changePassword(alice.id(), new PasswordChange("correct horse", "battery staple"), HOME))
                .hasMessageContaining("WRONG_PASSWORD");
        assertThat(told).containsExactly("begin " + alice.id(), "failed");
        assertThat(alice.passwordHash()).isEqualTo(another);
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.REFUSED, 1));
    }

    @Test
    void refusesANewPasswordThatIsNone() {
        for (String same : List.of("ALICE", "correct horse")) {
            assertThatThrownBy(() -> login.changePassword(alice.id(), new PasswordChange("correct horse", same), HOME))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(
                                            refused.problem().errors().get(0).field())
                                    .isEqualTo("newPassword"));
        }
        assertThat(told).isEmpty();
        assertThat(new PasswordChange("correct horse", "battery staple"))
                .asString()
                .doesNotContain("horse", "staple");
    }

    private void delete(String password) {
        login.delete(alice.id(), new Deletion(password), HOME, version -> told.add("version " + version));
    }

    @Test
    void deletesWhoeverShowsTheirPasswordAndForgetsWhereTheyWereAfterwards() {
        delete("correct horse");

        assertThat(administration.deleted).containsExactly(alice.id());
        assertThat(told).containsExactly("begin " + alice.id(), "succeeded", "version 7", "deleted");
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.ACCEPTED, 1));
    }

    @Test
    void deletesNobodyForATokenAlone() {
        assertThatThrownBy(() -> delete("wrong horse")).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(403);
            assertThat(refused.problem().errors().get(0).field()).isEqualTo("currentPassword");
        });
        assertThat(told).containsExactly("begin " + alice.id(), "failed");
        assertThat(administration.deleted).isEmpty();
        assertThat(new Deletion("correct horse")).asString().doesNotContain("horse");
    }

    @Test
    void deletesNobodyWhoWasDisabledOrHasAnotherPasswordMeanwhile() {
        String another = passwords.hash("battery staple");
        passwords.meanwhile = () -> alice.changePassword(another);
        assertThatThrownBy(() -> delete("correct horse")).hasMessageContaining("WRONG_PASSWORD");

        User bob = SomeUser.withHash("bob", passwords.hash("correct horse"));
        users.add(bob, User::id);
        passwords.meanwhile = () -> SomeUser.disable(bob);
        assertThatThrownBy(() -> login.delete(bob.id(), new Deletion("correct horse"), HOME, version -> {}))
                .hasMessageContaining("WRONG_PASSWORD");
        assertThat(administration.deleted).isEmpty();
        assertThat(told).containsExactly("begin " + alice.id(), "failed", "begin " + bob.id(), "failed");
        assertThat(counted).containsExactly(Map.entry(UserMetrics.Outcome.REFUSED, 2));
    }

    @Test
    void countsNoFailureWhenSomebodyMayNotBeDeleted() {
        administration.refuses = true;

        assertThatThrownBy(() -> delete("correct horse")).hasMessageContaining("USER_PROTECTED");
        assertThat(told).containsExactly("begin " + alice.id(), "succeeded", "withdrawn");
        assertThat(counted).isEmpty();
    }
}
