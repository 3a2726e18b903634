package io.gatehouse.users.login;

import io.gatehouse.kernel.identity.Caller;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How users change their passwords. A token alone is not enough: it may be somebody else who has it. */
@Path("/users/me/password")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class PasswordResource {
    @Inject
    Login login;

    @Inject
    Caller caller;

    @POST
    @Operation(summary = "Change the password; all sessions end, and the answer begins a new one")
    public Response change(@NotNull @Valid PasswordChange wanted, @Context HttpServletRequest request) {
        return login.changePassword(caller.id(), wanted, AuthResource.address(request))
                .answer();
    }
}
