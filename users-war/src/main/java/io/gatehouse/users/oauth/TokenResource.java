package io.gatehouse.users.oauth;

import io.gatehouse.users.login.Login;
import io.gatehouse.users.session.AccessTokens;
import io.gatehouse.users.session.Subject;
import io.gatehouse.users.session.TokenAnswer;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749, section 3.2). Clients authenticate in {@code Authorization} or in the body. */
@Path("/auth/token")
@ApplicationScoped
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2")
public class TokenResource {
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String REFRESH_TOKEN = "refresh_token";

    /** As documents show them. */
    static final String SOME_CLIENT = "3c9d1b0e-5a77-4f6e-8b21-6e0d9c4a7f12";

    static final String SOME_SECRET = "Zk4xQ8mN2vB6cT0yH3jL7pW1sD5fG9aRuE_iO-KqXbM";

    @Inject
    Clients clients;

    @Inject
    Login login;

    @Inject
    AccessTokens accessTokens;

    @POST
    @Operation(
            summary = "Get an access token as a client, or exchange a refresh token (RFC 6749)",
            description =
                    "Clients authenticate with client_id and client_secret in the body, or in Authorization by Basic"
                            + " (RFC 6749, section 2.3.1). Refusals are in the form of section 5.2: error and error_description.")
    @APIResponseSchema(TokenAnswer.class)
    @APIResponse(
            responseCode = "400",
            description = "Refused (RFC 6749, section 5.2)",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OAuthExceptionMapper.Refusal.class)))
    @APIResponse(
            responseCode = "401",
            description = "The client or its secret is wrong",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OAuthExceptionMapper.Refusal.class)))
    public Response token(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.OBJECT,
                                                            requiredProperties = "grant_type",
                                                            properties = {
                                                                @SchemaProperty(
                                                                        name = "grant_type",
                                                                        type = SchemaType.STRING,
                                                                        example = CLIENT_CREDENTIALS),
                                                                @SchemaProperty(
                                                                        name = "client_id",
                                                                        type = SchemaType.STRING,
                                                                        example = SOME_CLIENT),
                                                                @SchemaProperty(
                                                                        name = "client_secret",
                                                                        type = SchemaType.STRING,
                                                                        example = SOME_SECRET),
                                                                @SchemaProperty(
                                                                        name = "scope",
                                                                        type = SchemaType.STRING,
                                                                        example = "introspect"),
                                                                @SchemaProperty(
                                                                        name = "refresh_token",
                                                                        type = SchemaType.STRING)
                                                            })))
                    byte[] body) {
        return answer(ClientSecretBasic.addTo(Form.parse(contentType, body), authorization))
                .answer();
    }

    TokenAnswer answer(Form form) {
        return switch (form.get("grant_type")) {
            case CLIENT_CREDENTIALS -> ofClient(form);
            case REFRESH_TOKEN -> ofSession(form);
            default -> throw OAuthException.unsupportedGrantType();
        };
    }

    /** Section 4.4. Without a scope all that the client has; there is no refresh token, as it has its secret. */
    private TokenAnswer ofClient(Form form) {
        OAuthClient client = clients.authenticate(form);
        Scopes granted = form.find("scope")
                .map(text -> Scopes.parse(text)
                        .filter(client.scopes()::contain)
                        .orElseThrow(() -> OAuthException.invalidScope("The client may not ask for this scope.")))
                .orElse(client.scopes());
        @Nullable String scope = granted.isEmpty() ? null : granted.toString();
        return TokenAnswer.ofClient(accessTokens.issue(new Subject.Client(client.id(), scope)), scope);
    }

    /** Section 6. A user's session belongs to no client, and has no scope. */
    private TokenAnswer ofSession(Form form) {
        String refreshToken = form.get(REFRESH_TOKEN);
        if (form.find("client_secret").isPresent()) {
            clients.authenticate(form);
            throw OAuthException.invalidGrant("The refresh token was not issued to this client.");
        }
        if (form.find("scope").isPresent()) {
            throw OAuthException.invalidScope("The session has no scope.");
        }
        return login.withRefreshToken(refreshToken)
                .orElseThrow(
                        () -> OAuthException.invalidGrant("The refresh token is unknown, spent, expired or revoked."));
    }
}
