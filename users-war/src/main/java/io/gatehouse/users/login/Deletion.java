package io.gatehouse.users.login;

import io.gatehouse.users.account.NewUser;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What users say who want to be users no longer.
 *
 * @param currentPassword by which they show that it is they
 */
public record Deletion(
        @Schema(example = "correct horse battery") @NotNull @Size(max = NewUser.LONGEST)
        String currentPassword) {
    /** Without the password: a log may show it. */
    @Override
    public String toString() {
        return "Deletion[]";
    }
}
