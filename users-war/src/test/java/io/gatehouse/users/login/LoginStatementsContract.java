package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import io.gatehouse.users.account.Role;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserMetrics;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.lockout.SomeLockout;
import io.gatehouse.users.password.Passwords;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A login that fails is the same work for the database, whoever is named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class LoginStatementsContract {
    private static final String RIGHT = "right horse";

    private final Login login = new Login();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void wire() throws Exception {
        database = new UsersDatabase(dataSource());
        Users users = SomeUser.users(database, new OutboxInMemory());
        PasswordCheck check = new PasswordCheck();
        check.lockout = SomeLockout.on(database, new SettableClock(Instant.parse("2026-01-02T08:00:00Z")));
        check.metrics = new UserMetrics() {
            @Override
            public void login(Outcome outcome) {}
        };
        check.passwords = new Passwords() {
            @Override
            public boolean matches(String password, @Nullable String hash) {
                return hash != null && password.equals(RIGHT);
            }
        };
        login.users = users;
        login.check = check;
        User disabled = SomeUser.named("disabled");
        SomeUser.disable(disabled);
        for (User user :
                new User[] {SomeUser.named("plain"), SomeUser.with("admin", Role.ADMIN, Role.READER), disabled}) {
            database.run(() -> users.add(user, User::id));
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void sendsTheSameStatementsForNamesThatThereAreAndForOthers() {
        long forNobody = statements(new Credentials("nobody", null, "wrong horse"));

        assertThat(forNobody).isGreaterThan(4);
        for (String name : new String[] {"plain", "admin", "disabled"}) {
            assertThat(statements(new Credentials(name, null, "wrong horse")))
                    .as(name)
                    .isEqualTo(forNobody);
            assertThat(statements(new Credentials(null, name + "@example.org", "wrong horse")))
                    .as("email of " + name)
                    .isEqualTo(forNobody);
        }
        assertThat(statements(new Credentials(null, "nobody@example.org", "wrong horse")))
                .isEqualTo(forNobody);
        assertThat(statements(new Credentials("disabled", null, RIGHT)))
                .as("the right password of who may not log in")
                .isEqualTo(forNobody);
    }

    private long statements(Credentials wrong) {
        ClientAddress from = new ClientAddress("192.0.2.1");
        return database.statements(
                () -> assertThatThrownBy(() -> login.withPassword(wrong, from)).isInstanceOf(ProblemException.class));
    }
}
