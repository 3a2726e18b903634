package io.gatehouse.users.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a login or a renewal gives (the names are those of RFC 6749, 5.1).
 *
 * @param expiresIn seconds for which the access token is good
 */
public record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") String refreshToken) {

    public static TokenAnswer of(String accessToken, String refreshToken) {
        return new TokenAnswer(accessToken, "Bearer", AccessTokens.LIFETIME.toSeconds(), refreshToken);
    }

    /** Without the tokens: a log may show it. */
    @Override
    public String toString() {
        return "TokenAnswer[expiresIn=" + expiresIn + "]";
    }
}
