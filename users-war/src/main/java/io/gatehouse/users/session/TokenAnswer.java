package io.gatehouse.users.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a login, a renewal or a client's request gives (the names are those of RFC 6749, 5.1).
 *
 * @param expiresIn seconds for which the access token is good
 * @param refreshToken null for a client, which has its secret
 * @param scope null for a user, who has roles, and for a client that has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @Nullable String scope) {

    public static TokenAnswer ofUser(String accessToken, String refreshToken) {
        return new TokenAnswer(accessToken, "Bearer", AccessTokens.LIFETIME.toSeconds(), refreshToken, null);
    }

    public static TokenAnswer ofClient(String accessToken, @Nullable String scope) {
        return new TokenAnswer(accessToken, "Bearer", AccessTokens.LIFETIME.toSeconds(), null, scope);
    }

    /** 200, and nobody on the way may keep it. */
    public Response answer() {
        return Response.ok(this)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    /** Without the tokens: a log may show it. */
    @Override
    public String toString() {
        return "TokenAnswer[expiresIn=" + expiresIn + "]";
    }
}
