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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Token introspection (RFC 7662). Administrators, and clients with the scope {@code introspect}, may ask about any token,
 * and users about their own: to them the tokens of others are not active. So nobody can find out whose a token is that
 * they have come by (section 4).
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
    public Response verify(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.OBJECT,
                                                            requiredProperties = "token",
                                                            properties = {
                                                                @SchemaProperty(
                                                                        name = "token",
                                                                        type = SchemaType.STRING),
                                                                @SchemaProperty(
                                                                        name = "client_id",
                                                                        type = SchemaType.STRING),
                                                                @SchemaProperty(
                                                                        name = "client_secret",
                                                                        type = SchemaType.STRING)
                                                            })))
                    byte[] body) {
        Form form = Form.parse(contentType, body);
        Predicate<TokenState> mayKnow = whatTheCallerMayKnow(form);
        TokenState state = introspection.of(form.get("token")).filter(mayKnow).orElse(TokenState.INACTIVE);
        return Response.ok(state)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    private Predicate<TokenState> whatTheCallerMayKnow(Form form) {
        if (form.find("client_id").isPresent()) {
            return whatMayKnow(clients.authenticate(form).scopes());
        }
        String subject = caller.getSubject();
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
