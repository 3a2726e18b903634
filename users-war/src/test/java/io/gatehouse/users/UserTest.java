package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.users.session.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final NewUser ALICE = new NewUser("Alice", "Alice@Example.ORG", "correct horse");

    private final User user = new User(ALICE, "$argon2id$secret", false, NOW);
    private final User admin = new User(ALICE, "$argon2id$secret", true, NOW);

    @Test
    void keepsTheNameAsItWasWrittenAndTheEmailInLowerCase() {
        assertThat(user.view()).isEqualTo(new UserView(user.id(), "Alice", "alice@example.org", List.of("user"), NOW));
    }

    @Test
    void hasTheRoleOfAUserAlsoAsAdministrator() {
        assertThat(admin.view().roles()).containsExactly("user", "admin");
    }

    @Test
    void showsNothingOfThePassword() throws Exception {
        String shown = Json.STRICT.writeValueAsString(user.view());

        assertThat(shown).contains("createdAt").doesNotContain("assword", "argon2", "secret");
    }

    @Test
    void saysWhoWasRegistered() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(user.registered()))
                .isEqualTo("{\"userId\":\"" + user.id() + "\",\"username\":\"Alice\",\"email\":\"alice@example.org\"}");
    }

    @Test
    void isTheSubjectOfItsTokens() {
        assertThat(admin.subject()).isEqualTo(new Subject(admin.id(), "Alice", List.of("user", "admin")));
    }
}
