package io.gatehouse.users.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Writes refusals as RFC 6749, section 5.2, has them. */
@Provider
public final class OAuthExceptionMapper implements ExceptionMapper<OAuthException> {
    private static final int UNAUTHORIZED = 401;

    @Context
    private @Nullable HttpHeaders headers;

    /** What all that is refused by {@code /auth/token} and {@code /auth/verify} looks like. */
    @Schema(name = "OAuthRefusal")
    record Refusal(
            String error, @JsonProperty("error_description") String description) {}

    @Override
    public Response toResponse(OAuthException refused) {
        Response.ResponseBuilder answer = Response.status(refused.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Refusal(refused.error(), String.valueOf(refused.getMessage())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache");
        if (refused.status() == UNAUTHORIZED) {
            // Every 401 names a way to authenticate (RFC 9110, section 15.5.2), to a client that has tried one the same
            // (RFC 6749, 5.2).
            answer.header(HttpHeaders.WWW_AUTHENTICATE, (triedBasic() ? "Basic" : "Bearer") + " realm=\"gatehouse\"");
        }
        return answer.build();
    }

    private boolean triedBasic() {
        return headers != null && ClientSecretBasic.isIn(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }
}
