package io.gatehouse.users.login;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.text.PlainText;
import io.gatehouse.users.account.NewUser;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody says who wants another password.
 *
 * @param currentPassword the one that is to be replaced
 * @param newPassword by the rules of registration
 */
public record PasswordChange(
        @Schema(example = "correct horse battery") @NotNull @Size(max = NewUser.LONGEST)
        String currentPassword,

        @Schema(example = "another horse battery")
        @NotBlank
        @Size(min = NewUser.SHORTEST, max = NewUser.LONGEST)
        @PlainText
        String newPassword) {

    /** Refuses the first password that an attacker tries, and the one that is known already. */
    void requireAnotherPassword(String username) {
        if (newPassword.equalsIgnoreCase(username)) {
            throw refusal("must not be the username");
        }
        if (newPassword.equals(currentPassword)) {
            throw refusal("must not be the current password");
        }
    }

    private static ProblemException refusal(String message) {
        return ProblemException.field(400, "VALIDATION_FAILED", "newPassword", Rule.DIFFERENT, message);
    }

    /** Without the passwords: a log may show it. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
