package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewUserTest {
    @ParameterizedTest
    @ValueSource(strings = {"bob", "0x7", "Alice.B_c-d", "a--"})
    void takesPlainUsernames(String username) {
        assertThat(username).matches(NewUser.USERNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "al", ".bob", "-bob", "bob bob", "bob\n", "böb", "bob\0", "'; drop table account"})
    void refusesOtherUsernames(String username) {
        assertThat(username).doesNotMatch(NewUser.USERNAME);
    }

    @Test
    void takesUsernamesOfUpTo64Characters() {
        assertThat("a".repeat(64)).matches(NewUser.USERNAME);
        assertThat("a".repeat(65)).doesNotMatch(NewUser.USERNAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b", "alice@example.org", "a.b+c@mail.example.co.uk", "o'neil@x-y.example", "1@127.0.0.1"})
    void takesEmailAddresses(String email) {
        assertThat(email).matches(NewUser.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@b",
                "a@",
                "a@@b",
                "a b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@-b",
                "a@b-",
                "a@b..c",
                "a@b.",
                "a@b\n",
                "a\0@b",
                "älice@example.org",
                "a@b,c@d",
                "<a@b>",
                "a@b\r\nBcc: c@d"
            })
    void refusesWhatIsNoEmailAddress(String email) {
        assertThat(email).doesNotMatch(NewUser.EMAIL);
    }

    @Test
    void looksAtTheLengthOfAnEmailBeforeItsForm() {
        String endless = "a.".repeat(500_000) + "a@b";

        assertThat(endless.matches(NewUser.EMAIL)).isFalse();
        assertThat(("a.".repeat(126) + "@b").matches(NewUser.EMAIL)).isFalse();
        assertThat("a@" + "b.".repeat(125) + "bb").hasSize(254).matches(NewUser.EMAIL);
    }

    @Test
    void refusesTheUsernameAsPasswordInAnyCase() {
        assertThatThrownBy(new NewUser("alice.b.c", "a@b", "ALICE.b.c")::requirePasswordOfItsOwn)
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .containsExactly(new FieldError("password", Rule.DIFFERENT, "must not be the username"));
                });
        assertThatCode(new NewUser("alice.b.c", "a@b", "correct horse")::requirePasswordOfItsOwn)
                .doesNotThrowAnyException();
    }

    @Test
    void holdsAConfiguredPasswordToTheSameRules() {
        assertThat(new NewUser("admin", "a@b", "12345678").hasFitPassword()).isTrue();
        assertThat(new NewUser("admin", "a@b", "1234567").hasFitPassword()).isFalse();
        assertThat(new NewUser("admin", "a@b", "x".repeat(129)).hasFitPassword())
                .isFalse();
        assertThat(new NewUser("admin", "a@b", " ".repeat(9)).hasFitPassword()).isFalse();
        assertThat(new NewUser("administrator", "a@b", "Administrator").hasFitPassword())
                .isFalse();
    }

    @Test
    void keepsThePasswordOutOfLogs() {
        assertThat(new NewUser("alice", "a@b", "correct horse")).asString().doesNotContain("horse");
    }
}
