package io.gatehouse.users.account;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who registers.
 *
 * @param username 3 to 64 characters that need no escaping anywhere
 * @param email up to 254 characters (RFC 5321), a dot-atom before the at sign and host name labels behind it
 * @param password 8 to 128 characters of any script
 * @param displayName how others may address them, 1 to 100 characters, or null
 * @param locale in which language they want to be told things, a BCP 47 tag of up to 35 characters, or null
 */
public record NewUser(
        @Schema(example = "alice") @NotNull @Pattern(regexp = USERNAME, message = USERNAME_RULE)
        String username,

        @Schema(example = "alice@example.org")
        @NotNull
        @Size(max = 254)
        @Pattern(regexp = EMAIL, message = "must be an email address")
        String email,

        @Schema(example = "correct horse battery") @NotBlank @Size(min = SHORTEST, max = LONGEST) @PlainText
        String password,

        @Schema(example = "Alice A.") @Size(min = 1, max = 100) @PlainText @Nullable
        String displayName,

        @Schema(example = "de-AT") @Pattern(regexp = LanguageTag.PATTERN, message = LanguageTag.RULE) @Nullable
        String locale) {

    static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._-]{2,63}";

    /** The length is looked at first: Java's matcher recurses once per repetition of a group. */
    static final String EMAIL = "(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*";

    /** The most characters that a password has. */
    public static final int LONGEST = 128;

    /** The fewest. */
    public static final int SHORTEST = 8;

    static final String USERNAME_RULE =
            "must be 3 to 64 letters, digits, dots, underscores or hyphens and begin with a letter or digit";

    public NewUser {
        locale = LanguageTag.normal(locale);
    }

    /** Somebody who does not say how to be addressed, nor in which language. */
    NewUser(String username, String email, String password) {
        this(username, email, password, null, null);
    }

    /** Refuses the first password that an attacker tries. */
    void requirePasswordOfItsOwn() {
        if (isPasswordTheUsername()) {
            throw ProblemException.field(
                    400, "VALIDATION_FAILED", "password", Rule.DIFFERENT, "must not be the username");
        }
    }

    /** Whether a password that nobody typed into a form, but configured, keeps to the rules. */
    boolean hasFitPassword() {
        int length = password.length();
        return length >= SHORTEST && length <= LONGEST && !password.isBlank() && !isPasswordTheUsername();
    }

    @Schema(hidden = true)
    private boolean isPasswordTheUsername() {
        return password.equalsIgnoreCase(username);
    }

    /** Without the password: a log may show it. */
    @Override
    public String toString() {
        return "NewUser[username=" + username + ", email=" + email + "]";
    }
}
