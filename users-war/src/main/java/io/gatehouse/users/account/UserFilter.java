package io.gatehouse.users.account;

import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which users an administrator asks for. */
public class UserFilter {
    @QueryParam("role")
    @Nullable
    Role role;

    @QueryParam("enabled")
    @Nullable
    Boolean enabled;

    @QueryParam("username")
    @Size(max = 64)
    @PlainText
    @Nullable
    String username;

    @QueryParam("email")
    @Size(max = 254)
    @PlainText
    @Nullable
    String email;

    Selection selection() {
        return Selection.all()
                .andIfGiven(":role member of e.roles", "role", role)
                .andIfGiven("e.enabled = :enabled", "enabled", enabled)
                .andIfGiven("e.usernameKey like :username escape '!'", "username", beginning(username))
                .andIfGiven("e.email = :email", "email", email == null ? null : User.key(email));
    }

    /** What begins so, and nothing that a pattern could mean otherwise. */
    private static @Nullable String beginning(@Nullable String text) {
        return text == null ? null : User.key(text).replaceAll("([!%_])", "!$1") + "%";
    }
}
