package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.account.Administration;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
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
import jakarta.persistence.PersistenceException;
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
import org.junit.jupiter.api.io.TempDir;

/** Alice, and what surrounds a login: each part tells what it was asked. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class LoginSituation {
    static final ClientAddress HOME = new ClientAddress("192.0.2.1");
    static final Argon2Cost DEARER = new Argon2Cost(19 * 1024, 3);

    /** What the lockout was told, in order. */
    final List<String> told = new ArrayList<>();

    final UsersInMemory users = new UsersInMemory();
    final CountingPasswords passwords = new CountingPasswords();
    final ToldLockout lockout = new ToldLockout();
    final SessionsInMemory sessions = new SessionsInMemory();
    final Map<UserMetrics.Outcome, Integer> counted = new EnumMap<>(UserMetrics.Outcome.class);
    final Login login = new Login();
    final AdministrationInMemory administration = new AdministrationInMemory();
    final User alice = SomeUser.withHash("alice", passwords.hash("correct horse"));

    /** Counts hashes, and can be too busy. */
    static final class CountingPasswords extends Passwords {
        int work;
        boolean busy;
        Runnable meanwhile = () -> {};

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

    static final class SessionsInMemory extends Sessions {
        final List<UUID> started = new ArrayList<>();
        final List<UUID> ended = new ArrayList<>();
        boolean failing;

        @Override
        public Renewal start(UUID userId) {
            if (failing) {
                throw new PersistenceException("no session can be kept now");
            }
            started.add(userId);
            return new Renewal(userId, UUID.randomUUID(), "refresh");
        }

        @Override
        public int endAllOf(UUID userId) {
            ended.add(userId);
            return 1;
        }
    }

    final class ToldLockout extends Lockout {
        boolean failing;

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
            if (failing) {
                throw new PersistenceException("nothing can be withdrawn now");
            }
            told.add("withdrawn");
        }
    }

    final class AdministrationInMemory extends Administration {
        final List<UUID> deleted = new ArrayList<>();
        boolean refuses;

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

    final TokenAnswer login(String name, String password) {
        return login.withPassword(new Credentials(name, null, password), HOME);
    }

    final Problem refusal(String name, String password) {
        return catchThrowableOfType(ProblemException.class, () -> login(name, password))
                .problem();
    }

    final void delete(String password) {
        login.delete(alice.id(), new Deletion(password), HOME, version -> told.add("version " + version));
    }

    final String hashedAnewMeanwhile() {
        String renewed = passwords.hash("correct horse");
        String before = alice.passwordHash();
        passwords.meanwhile = () -> users.rehash(alice.id(), before, renewed);
        return renewed;
    }
}
