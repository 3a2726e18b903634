package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.UserMetrics;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginTest extends LoginSituation {
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
    void saysWhyThePasswordCouldNotBeLookedAtAlsoWhenTheTryCannotBeWithdrawn() {
        passwords.busy = true;
        lockout.failing = true;

        assertThatThrownBy(() -> login("alice", "wrong horse"))
                .hasMessageContaining("TOO_BUSY")
                .satisfies(refused ->
                        assertThat(refused.getSuppressed()).hasExactlyElementsOfTypes(PersistenceException.class));
        assertThat(told).containsExactly("begin alice");
    }

    @Test
    void countsNothingWhenWhoeverIsRightCannotBeLetIn() {
        sessions.failing = true;

        assertThatThrownBy(() -> login("alice", "correct horse")).isInstanceOf(PersistenceException.class);
        assertThat(told).containsExactly("begin alice", "succeeded", "withdrawn");

        told.clear();
        hashedAnewMeanwhile();
        assertThatThrownBy(() -> login("alice", "correct horse")).isInstanceOf(PersistenceException.class);
        assertThat(told).containsExactly("begin alice", "succeeded", "withdrawn");
        assertThat(counted).isEmpty();
    }

    @Test
    void letsNobodyInWhosePasswordWasChangedWhileItWasHashed() {
        String another = passwords.hash("battery staple");
        passwords.meanwhile = () -> alice.changePassword(another);

        assertThat(refusal("alice", "correct horse").status()).isEqualTo(401);
        assertThat(sessions.started).isEmpty();
    }
}
