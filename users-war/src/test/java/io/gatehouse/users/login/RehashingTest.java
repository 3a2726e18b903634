package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.password.Passwords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RehashingTest extends LoginSituation {
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
}
