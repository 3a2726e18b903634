package io.gatehouse.users.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as they and administrators see them: nothing of the password.
 *
 * @param locale in which language they want to be told things, a BCP 47 tag
 * @param enabled whether they may log in
 * @param undeletable whether they can be neither deleted nor disabled; {@code protected} on the wire
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
        UUID id,
        String username,
        String email,
        @Nullable String displayName,
        @Nullable String locale,
        List<String> roles,
        boolean enabled,
        @JsonProperty("protected") boolean undeletable,
        Instant createdAt) {}
