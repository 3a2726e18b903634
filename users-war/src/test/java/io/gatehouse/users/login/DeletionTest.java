package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionTest extends LoginSituation {
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
