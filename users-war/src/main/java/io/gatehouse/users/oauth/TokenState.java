package io.gatehouse.users.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token (RFC 7662, section 2.2); of one that is not active, nothing else.
 *
 * @param scope of a client's token
 * @param groups the roles that the user has now; what the token says may be older
 * @param tokenType {@code Bearer}, or null for a refresh token
 * @param exp seconds since 1970, like {@code iat}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenState(
        boolean active,
        @Nullable String sub,
        @Nullable String username,
        @JsonProperty("client_id") @Nullable String clientId,
        @Nullable String scope,
        @Nullable List<String> groups,
        @JsonProperty("token_type") @Nullable String tokenType,
        @Nullable Long iat,
        @Nullable Long exp,
        @Nullable String iss,
        @Nullable String aud,
        @Nullable String jti) {
    static final TokenState INACTIVE =
            new TokenState(false, null, null, null, null, null, null, null, null, null, null, null);

    /** Whether it is a user's access token: not one of a client, and not a refresh token. */
    @Schema(hidden = true)
    boolean isOfUserForAccess() {
        return tokenType != null && clientId == null;
    }
}
