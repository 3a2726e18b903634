package io.gatehouse.users.account;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a user by saying it anew.
 *
 * @param username by the rules of registration
 * @param email by the rules of registration
 * @param displayName how others may address them, 1 to 100 characters, or null
 * @param locale in which language they want to be told things, a BCP 47 tag of up to 35 characters, or null
 */
public record Profile(
        @Schema(example = "alice") @NotNull @Pattern(regexp = NewUser.USERNAME, message = NewUser.USERNAME_RULE)
        String username,

        @Schema(example = "alice@example.org")
        @NotNull
        @Size(max = 254)
        @Pattern(regexp = NewUser.EMAIL, message = "must be an email address")
        String email,

        @Schema(example = "Alice A.") @Size(min = 1, max = 100) @PlainText @Nullable
        String displayName,

        @Schema(example = "de-AT") @Pattern(regexp = LanguageTag.PATTERN, message = LanguageTag.RULE) @Nullable
        String locale) {

    public Profile {
        locale = LanguageTag.normal(locale);
    }
}
