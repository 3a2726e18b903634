package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final NewUser ALICE = new NewUser("Alice", "Alice@Example.ORG", "correct horse");

    private final User user = new User(ALICE, "$argon2id$secret", NOW);
    private final User first = User.firstAdministrator(ALICE, "$argon2id$secret", NOW);

    @Test
    void keepsTheNameAsItWasWrittenAndTheEmailInLowerCase() {
        assertThat(user.view())
                .isEqualTo(new UserView(
                        user.id(), "Alice", "alice@example.org", null, null, List.of("user"), true, false, NOW));
    }

    @Test
    void isAddressedAsTheyWish() {
        NewUser wanted = new NewUser("alice", "alice@example.org", "correct horse", "Alice A.", "de-at");

        UserView shown = new User(wanted, "$argon2id$secret", NOW).view();

        assertThat(shown.displayName()).isEqualTo("Alice A.");
        assertThat(shown.locale()).isEqualTo("de-AT");
    }

    @Test
    void hasTheRoleOfAUserAlsoAsAdministrator() {
        assertThat(first.view().roles()).containsExactly("user", "admin");
    }

    @Test
    void showsNothingOfThePassword() throws Exception {
        String shown = Json.STRICT.writeValueAsString(user.view());

        assertThat(shown).contains("createdAt", "\"protected\":false").doesNotContain("assword", "argon2", "secret");
    }

    @Test
    void saysWhoWasRegistered() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(user.registered()))
                .isEqualTo("{\"userId\":\"" + user.id() + "\",\"username\":\"Alice\",\"email\":\"alice@example.org\"}");
    }

    @Test
    void takesAnotherNameInTheSameForms() {
        UserEvent event = user.change(new Profile("Bob", "Bob@Example.org", "Bob B.", "fr"))
                .orElseThrow();

        assertThat(event).isEqualTo(new UserEvent.UserChanged(user.id(), "Bob", "bob@example.org", "fr"));
        assertThat(user.profile()).isEqualTo(new Profile("Bob", "bob@example.org", "Bob B.", "fr"));
        assertThat(user.names())
                .containsExactly("bob", "bob@example.org", user.id().toString());
    }

    @Test
    void tellsThatTheLanguageIsAnotherAndThatItIsNoneAnyMore() throws Exception {
        UserEvent german = user.change(new Profile("Alice", "alice@example.org", null, "de"))
                .orElseThrow();
        assertThat(user.change(new Profile("Alice", "alice@example.org", null, "DE")))
                .isEmpty();
        UserEvent none = user.change(new Profile("Alice", "alice@example.org", null, null))
                .orElseThrow();

        assertThat(Json.STRICT.writeValueAsString(german)).contains("\"locale\":\"de\"");
        assertThat(Json.STRICT.writeValueAsString(none)).doesNotContain("locale");
    }

    @Test
    void tellsNothingWhenNothingChanges() {
        assertThat(user.change(user.profile())).isEmpty();
        assertThat(user.enable()).isEmpty();
        assertThat(user.revoke(Role.ADMIN)).isEmpty();
        assertThat(first.grant(Role.ADMIN)).isEmpty();
        assertThat(user.protect(false)).isEmpty();
        user.disable();
        assertThat(user.disable()).isEmpty();
    }

    @Test
    void tellsAllRolesWhenOneIsGrantedOrRevoked() {
        assertThat(user.grant(Role.READER)).contains(new UserEvent.UserRolesChanged(user.id(), List.of(Role.READER)));
        assertThat(user.grant(Role.ADMIN))
                .contains(new UserEvent.UserRolesChanged(user.id(), List.of(Role.ADMIN, Role.READER)));
        assertThat(user.revoke(Role.READER)).contains(new UserEvent.UserRolesChanged(user.id(), List.of(Role.ADMIN)));
    }

    @Test
    void doesNotLogInWhileDisabled() {
        assertThat(user.disable()).contains(new UserEvent.UserDisabled(user.id()));
        assertThat(user.mayLogIn()).isFalse();
        assertThat(user.enable()).contains(new UserEvent.UserEnabled(user.id()));
        assertThat(user.mayLogIn()).isTrue();
    }

    @Test
    void losesAllThatIsPersonalWhenDeleted() {
        user.change(new Profile("Alice", "alice@example.org", "Alice A.", "de-AT"));
        user.grant(Role.ADMIN);

        assertThat(user.delete(NOW)).isEqualTo(new UserEvent.UserDeleted(user.id()));

        assertThat(user.view().toString()).doesNotContainIgnoringCase("alice").doesNotContain("de-AT");
        assertThat(user.passwordHash()).isEmpty();
        assertThat(user.roles()).containsExactly("user");
        assertThat(user.mayLogIn()).isFalse();
    }

    @Test
    void leavesANameBehindThatNobodyCanRegister() {
        user.delete(NOW);

        assertThat(user.username()).doesNotMatch(NewUser.USERNAME).hasSizeLessThanOrEqualTo(64);
        assertThat(user.view().email()).doesNotMatch(NewUser.EMAIL);
    }

    @Test
    void cannotBeDeletedDisabledOrDegradedWhileProtected() {
        assertProtected(() -> first.delete(NOW));
        assertProtected(first::disable);
        assertProtected(() -> first.revoke(Role.ADMIN));

        first.protect(false);
        first.revoke(Role.ADMIN);
        first.disable();
        first.delete(NOW);
        assertThat(first.mayLogIn()).isFalse();
    }

    private static void assertProtected(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("USER_PROTECTED"));
    }
}
