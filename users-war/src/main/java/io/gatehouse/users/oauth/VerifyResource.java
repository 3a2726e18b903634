package io.gatehouse.users.oauth;

import io.gatehouse.kernel.identity.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Token introspection (RFC 7662). Administrators, and clients with the scope {@code introspect}, may ask about any token,
 * and users about their own: to them the tokens of others are not active. So nobody can find out whose a token is that
 * they have come by (section 4).
 *
 * <p>As JSON, users need not say who asks: their access token is proof enough for what it says about itself, as it would be
 * in {@code Authorization}.
 */
@Path("/auth/verify")
@ApplicationScoped
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2")
public class VerifyResource {
    @Inject
    Introspection introspection;

    @Inject
    Clients clients;

    @Inject
    JsonWebToken caller;

    @POST
    @Operation(
            summary = "Ask whether a token is active (RFC 7662)",
            description =
                    "A token that is not active is no error; other refusals are in the form of RFC 6749, section 5.2.")
    @APIResponseSchema(TokenState.class)
    @APIResponse(
            responseCode = "400",
            description = "The request is not as it must be (RFC 6749, section 5.2)",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OAuthExceptionMapper.Refusal.class)))
    @APIResponse(
            responseCode = "401",
            description = "Nobody says who asks, or the client or its secret is wrong",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OAuthExceptionMapper.Refusal.class)))
    @APIResponse(
            responseCode = "403",
            description = "The client may not ask",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OAuthExceptionMapper.Refusal.class)))
    public Response verify(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                        schema = @Schema(implementation = Question.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = Question.class))
                            })
                    byte[] body) {
        boolean json = Form.isJson(contentType);
        Form form = ClientSecretBasic.addTo(json ? Form.ofJson(body) : Form.parse(contentType, body), authorization);
        Predicate<TokenState> mayKnow = whatTheCallerMayKnow(form, json);
        TokenState state = introspection.of(form.get("token")).filter(mayKnow).orElse(TokenState.INACTIVE);
        return Response.ok(state)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    /**
     * What is asked; for the document.
     *
     * @param client_id of the client that asks, in the name on the wire like its secret
     */
    @Schema(name = "TokenQuestion")
    record Question(
            @Schema(required = true, example = "q2Yk3nX0bP7c1L9sVtZ4uR8wEaFgHjKmNoDi5T6BxQU")
            String token,

            @Schema(example = TokenResource.SOME_CLIENT) @Nullable
            String client_id,

            @Schema(example = TokenResource.SOME_SECRET) @Nullable
            String client_secret) {}

    private Predicate<TokenState> whatTheCallerMayKnow(Form form, boolean json) {
        if (form.find("client_id").isPresent()) {
            return whatMayKnow(clients.authenticate(form).scopes());
        }
        String subject = caller.getSubject();
        if (subject == null && json) {
            return TokenState::isOfUserForAccess;
        }
        if (subject == null) {
            throw OAuthException.invalidClient();
        }
        Set<String> groups = caller.getGroups();
        if (groups != null && groups.contains(Caller.ADMIN)) {
            return any -> true;
        }
        if (groups != null && groups.contains(Caller.USER)) {
            return state -> subject.equals(state.sub());
        }
        return whatMayKnow(Scopes.parse(scope()).orElseThrow(OAuthException::insufficientScope));
    }

    /** A claim that MicroProfile does not know comes as JSON. */
    private String scope() {
        Object scope = caller.getClaim("scope");
        return scope instanceof JsonString text ? text.getString() : scope == null ? "" : scope.toString();
    }

    private static Predicate<TokenState> whatMayKnow(Scopes scopes) {
        if (!scopes.contain(Scopes.INTROSPECT)) {
            throw OAuthException.insufficientScope();
        }
        return any -> true;
    }
}
