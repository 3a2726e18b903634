package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UsersInMemory;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private final UsersInMemory users = new UsersInMemory();
    private final User alice = SomeUser.named("Alice");

    @Test
    void nameAUserByUsernameOrEmailInAnyCase() {
        users.add(alice, User::id);

        assertThat(new Credentials("aLICE", null, "x").among(users)).containsSame(alice);
        assertThat(new Credentials(null, "Alice@Example.Org", "x").among(users)).containsSame(alice);
        assertThat(new Credentials("bob", null, "x").among(users)).isEmpty();
    }

    @Test
    void doNotTakeAnEmailForAUsername() {
        users.add(alice, User::id);

        assertThat(new Credentials("alice@example.org", null, "x").among(users)).isEmpty();
    }

    @Test
    void askForANameWhenThereIsNone() {
        assertThatThrownBy(() -> new Credentials(null, null, "x").among(users))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .containsExactly(
                                    new FieldError("username", Rule.EXACTLY_ONE, "must be given, unless email is"));
                });
    }

    @Test
    void refuseToChooseBetweenTwoNames() {
        assertThatThrownBy(() -> new Credentials("alice", "alice@example.org", "x").among(users))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactly(new FieldError(
                                        "username", Rule.EXACTLY_ONE, "must not be given together with email")));
    }

    @Test
    void keepThePasswordOutOfLogs() {
        assertThat(new Credentials("alice", null, "correct horse")).asString().doesNotContain("horse");
    }
}
