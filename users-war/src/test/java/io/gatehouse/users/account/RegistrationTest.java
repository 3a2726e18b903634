package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.users.password.Argon2Cost;
import io.gatehouse.users.password.Passwords;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RegistrationTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final NewUser ALICE = new NewUser("Alice", "alice@example.org", "correct horse");

    private final UsersInMemory users = new UsersInMemory();
    private final Registration registration = new Registration();

    @BeforeEach
    void wire() {
        registration.users = users;
        registration.passwords = new Passwords(Argon2Cost.DEFAULT);
        registration.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Test
    void makesAUserOfWhoeverAsks() {
        User user = register(ALICE);

        assertThat(users.all).containsExactly(user);
        assertThat(user.view().roles()).containsExactly("user");
        assertThat(user.view().createdAt()).isEqualTo(NOW);
        assertThat(registration.passwords.matches("correct horse", user.passwordHash()))
                .isTrue();
    }

    @Test
    void namesWhatIsTakenInWhateverCase() {
        register(ALICE);

        assertTaken("username", () -> register(new NewUser("ALICE", "new@b", "correct horse")));
        assertTaken("email", () -> register(new NewUser("bob", "Alice@EXAMPLE.org", "correct horse")));
    }

    @Test
    void keepsTheAdministratorsNameForTheAdministrator() {
        assertTaken("username", () -> register(new NewUser("Admin", "new@b", "correct horse")));
        assertTaken("email", () -> register(new NewUser("bob", "Admin@localhost", "correct horse")));
    }

    @Test
    void namesWhatIsTakenAlsoWhenSomebodyWasFasterInBetween() {
        users.beforeAdding = () -> meanwhile(new NewUser("alice", "other@b", "correct horse"));

        assertTaken("username", () -> register(ALICE));
        assertThat(users.all).hasSize(1);
    }

    @Test
    void doesNotTakeEveryFailureOfTheDatabaseForATakenName() {
        users.beforeAdding = () -> {
            throw new PersistenceException("away");
        };

        assertThatThrownBy(() -> register(ALICE)).isInstanceOf(PersistenceException.class);
    }

    @Test
    void answersInTheTransaction() {
        UUID id = registration.register(ALICE, User::id);

        assertThat(users.find(id)).isPresent();
    }

    private User register(NewUser wanted) {
        return registration.register(wanted, user -> user);
    }

    private void meanwhile(NewUser faster) {
        users.beforeAdding = () -> {};
        users.add(new User(faster, "hash", NOW), User::id);
    }

    private static void assertTaken(String field, ThrowingCallable registration) {
        assertThatThrownBy(registration).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(409);
            assertThat(refused.problem().errors()).containsExactly(new FieldError(field, Rule.UNIQUE, "is taken"));
        });
    }
}
