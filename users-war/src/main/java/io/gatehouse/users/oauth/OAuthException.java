package io.gatehouse.users.oauth;

/** A refusal in the words of OAuth (RFC 6749, section 5.2), which its clients understand. */
final class OAuthException extends RuntimeException {
    private final int status;
    private final String error;

    private OAuthException(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    static OAuthException invalidRequest(String description) {
        return new OAuthException(400, "invalid_request", description);
    }

    /** The same for a client that is unknown and for a wrong secret. */
    static OAuthException invalidClient() {
        return new OAuthException(401, "invalid_client", "The client or its secret is wrong.");
    }

    static OAuthException invalidGrant(String description) {
        return new OAuthException(400, "invalid_grant", description);
    }

    static OAuthException invalidScope(String description) {
        return new OAuthException(400, "invalid_scope", description);
    }

    static OAuthException unsupportedGrantType() {
        return new OAuthException(
                400, "unsupported_grant_type", "The grant type must be client_credentials or refresh_token.");
    }

    /** RFC 6750, section 3.1. */
    static OAuthException insufficientScope() {
        return new OAuthException(403, "insufficient_scope", "The scope introspect is needed.");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}
