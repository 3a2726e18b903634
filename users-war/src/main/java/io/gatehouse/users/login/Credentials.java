package io.gatehouse.users.login;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.text.PlainText;
import io.gatehouse.users.account.NewUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.Users;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who logs in: a password, and either a username or an email.
 *
 * @param username in any case, or null
 * @param email in any case, or null
 * @param password not longer than a registered one can be
 */
public record Credentials(
        @Schema(example = "alice") @Size(max = 64) @PlainText @Nullable
        String username,

        @Size(max = 254) @PlainText @Nullable String email,

        @Schema(example = "correct horse battery") @NotNull @Size(max = NewUser.LONGEST)
        String password) {

    /** The user who is named, if there is one; a 400 when not exactly one name is given. */
    Optional<User> among(Users users) {
        if (username != null && email == null) {
            return users.atEqualCost(() -> users.named(username));
        }
        if (email != null && username == null) {
            return users.atEqualCost(() -> users.withEmail(email));
        }
        String message = username == null ? "must be given, unless email is" : "must not be given together with email";
        throw ProblemException.field(400, "VALIDATION_FAILED", "username", Rule.EXACTLY_ONE, message);
    }

    /** The one that is given, as it was typed. */
    String name() {
        return username == null ? String.valueOf(email) : username;
    }

    /** Without the password: a log may show it. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", email=" + email + "]";
    }
}
