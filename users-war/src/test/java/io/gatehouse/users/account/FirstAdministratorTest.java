package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.users.password.Argon2Cost;
import io.gatehouse.users.password.Passwords;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class FirstAdministratorTest {
    private final UsersInMemory users = new UsersInMemory();
    private final FirstAdministrator first = new FirstAdministrator();

    @BeforeEach
    void wire() {
        first.users = users;
        first.passwords = new Passwords(Argon2Cost.DEFAULT);
        first.clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        first.password = Optional.of("correct horse");
    }

    @Test
    void isCreatedWithTheConfiguredPassword() {
        assertThat(first.ensure()).contains("was created").doesNotContain("horse");

        User admin = users.named("admin").orElseThrow();
        assertThat(admin.view().roles()).containsExactly("user", "admin");
        assertThat(first.passwords.matches("correct horse", admin.passwordHash()))
                .isTrue();
    }

    @Test
    void cannotBeDeletedOrDisabled() {
        first.ensure();

        assertThat(users.named("admin").orElseThrow().view().undeletable()).isTrue();
    }

    @Test
    void isNotMadeAgainWhenTheAdministratorHasTakenAnotherName() {
        first.ensure();
        users.all.get(0).change(new Profile("root", "root@example.org", null, null));

        assertThat(first.ensure()).contains("There is an administrator");
        assertThat(users.all).hasSize(1);
    }

    @Test
    void hasAnAddressThatAUserCouldHave() {
        first.ensure();

        assertThat(users.named("admin").orElseThrow().view().email()).matches(NewUser.EMAIL);
    }

    @Test
    void isLeftAsItIsAtTheNextStart() {
        first.ensure();
        String hash = users.named("admin").orElseThrow().passwordHash();
        first.password = Optional.of("another password");

        assertThat(first.ensure()).contains("There is an administrator");
        assertThat(users.all).hasSize(1);
        assertThat(users.named("admin").orElseThrow().passwordHash()).isEqualTo(hash);
    }

    @Test
    void doesNotExistWithoutAPassword() {
        first.password = Optional.empty();

        assertThat(first.ensure()).contains("gatehouse.admin.password is not set");
        assertThat(users.all).isEmpty();
    }

    @Test
    void doesNotExistWithAPasswordThatNobodyElseMayHave() {
        first.password = Optional.of("short");

        assertThat(first.ensure()).contains("must have 8 to 128 characters").doesNotContain("short");
        assertThat(users.all).isEmpty();
    }

    @Test
    void isOneOfSeveralInstancesThatStartAtOnce() {
        users.beforeAdding = () -> {
            users.beforeAdding = () -> {};
            first.ensure();
        };

        assertThat(first.ensure()).contains("Another instance");
        assertThat(users.all).hasSize(1);
    }

    @Test
    void saysWhenTheDatabaseIsToBlame() {
        users.beforeAdding = () -> {
            throw new PersistenceException("away");
        };

        assertThatThrownBy(first::ensure).isInstanceOf(PersistenceException.class);
    }
}
