package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.account.UserEvent;
import io.gatehouse.users.account.UserMetrics;
import io.gatehouse.users.session.TokenAnswer;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordChangeTest extends LoginSituation {
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
    void countsNothingWhenThePasswordIsRightAndCannotBeChangedNow() {
        sessions.failing = true;

        assertThatThrownBy(() ->
                        login.changePassword(alice.id(), new PasswordChange("correct horse", "battery staple"), HOME))
                .isInstanceOf(PersistenceException.class);
        assertThat(told).containsExactly("begin " + alice.id(), "forget addresses", "succeeded", "withdrawn");
        assertThat(counted).isEmpty();
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
}
