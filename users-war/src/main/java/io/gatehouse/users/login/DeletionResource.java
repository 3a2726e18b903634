package io.gatehouse.users.login;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.rest.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How users delete themselves. A token alone is not enough: it may be somebody else who has it. The password is in a body,
 * and so this is no DELETE, whose body means nothing and is refused by servers (RFC 9110, section 9.3.5).
 */
@Path("/users/me/delete")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class DeletionResource {
    @Inject
    Login login;

    @Inject
    Caller caller;

    @POST
    @Operation(
            summary = "Delete oneself: what is personal is overwritten, all sessions end, and the names are free again")
    @APIResponse(responseCode = "204", description = "There is no such user any more")
    public void delete(
            @NotNull @Valid Deletion wanted,
            @BeanParam Preconditions preconditions,
            @Context HttpServletRequest request) {
        login.delete(caller.id(), wanted, AuthResource.address(request), preconditions::verify);
    }
}
