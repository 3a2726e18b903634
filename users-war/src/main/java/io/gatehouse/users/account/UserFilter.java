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
                .andIfGiven("e.usernameKey like :username escape '!'", "username", Selection.beginning(key(username)))
                .andIfGiven("e.email = :email", "email", key(email));
    }

    private static @Nullable String key(@Nullable String name) {
        return name == null ? null : User.key(name);
    }
}
