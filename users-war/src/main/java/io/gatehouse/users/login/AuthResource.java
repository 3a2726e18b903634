package io.gatehouse.users.login;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.account.Administration;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.session.TokenAnswer;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a password becomes tokens, a refresh token new ones, and how that ends. */
@Path("/auth")
@ApplicationScoped
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class AuthResource {
    @Inject
    Login login;

    @Inject
    Logout logout;

    @Inject
    Administration administration;

    @Inject
    Caller caller;

    @POST
    @Path("/login")
    @Operation(summary = "Log in with a password")
    @APIResponseSchema(TokenAnswer.class)
    public Response login(@NotNull @Valid Credentials given, @Context HttpServletRequest request) {
        return login.withPassword(given, address(request)).answer();
    }

    @POST
    @Path("/refresh")
    @Operation(summary = "Exchange a refresh token for new tokens; it cannot be used again")
    @APIResponseSchema(TokenAnswer.class)
    public Response refresh(@NotNull @Valid RefreshRequest given) {
        return login.withRefreshToken(given.refresh_token())
                .orElseThrow(AuthResource::invalidRefreshToken)
                .answer();
    }

    /** The same answer to a token that nobody knows: what it asked for is so (compare RFC 7009, section 2.2). */
    @POST
    @Path("/logout")
    @Operation(summary = "End the session of a refresh token")
    public void logout(@NotNull @Valid RefreshRequest given) {
        logout.end(given.refresh_token());
    }

    @POST
    @Path("/logout-everywhere")
    @RolesAllowed(Caller.USER)
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "End all sessions of the caller")
    public void logoutEverywhere() {
        administration.endSessions(caller.id(), any -> {});
    }

    /** Whoever the gateway says that it speaks for; it drops what clients say in this field. */
    static ClientAddress address(HttpServletRequest request) {
        return ClientAddress.of(request.getHeader("X-Forwarded-For"), request.getRemoteAddr());
    }

    private static ProblemException invalidRefreshToken() {
        return new ProblemException(
                Problem.of(401, "INVALID_REFRESH_TOKEN", "The refresh token is unknown, spent, expired or revoked."));
    }
}
