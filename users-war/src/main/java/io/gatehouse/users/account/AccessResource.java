package io.gatehouse.users.account;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.rest.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What a user may do, for administrators. Each call names the state that is wanted, so it may be repeated, and needs no
 * If-Match; one that is sent holds.
 */
@Path("/users/{id}")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class AccessResource {
    @Inject
    Administration administration;

    @PUT
    @Path("/roles/{role}")
    @Operation(summary = "Grant a role: admin, operator or reader")
    @APIResponseSchema(UserView.class)
    public Response grant(
            @PathParam("id") UUID id, @PathParam("role") String role, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.grant(id, preconditions::verify, Role.of(role)));
    }

    @DELETE
    @Path("/roles/{role}")
    @Operation(summary = "Revoke a role; not the last administrator's, and not a protected one's")
    @APIResponseSchema(UserView.class)
    public Response revoke(
            @PathParam("id") UUID id, @PathParam("role") String role, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.revoke(id, preconditions::verify, Role.of(role)));
    }

    @POST
    @Path("/enable")
    @Operation(summary = "Let a user log in again")
    @APIResponseSchema(UserView.class)
    public Response enable(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.enable(id, preconditions::verify));
    }

    @POST
    @Path("/disable")
    @Operation(summary = "Let a user log in no more, and end their sessions")
    @APIResponseSchema(UserView.class)
    public Response disable(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.disable(id, preconditions::verify));
    }

    @PUT
    @Path("/protection")
    @Operation(summary = "Protect a user from being deleted or disabled")
    @APIResponseSchema(UserView.class)
    public Response protect(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.protect(id, preconditions::verify, true));
    }

    @DELETE
    @Path("/protection")
    @Operation(summary = "Let a user be deleted and disabled again")
    @APIResponseSchema(UserView.class)
    public Response unprotect(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.protect(id, preconditions::verify, false));
    }

    @DELETE
    @Path("/sessions")
    @Operation(summary = "End all sessions of a user")
    public void endSessions(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        administration.endSessions(id, preconditions::verify);
    }

    @DELETE
    @Path("/lockout")
    @Operation(summary = "Let a user try to log in again at once")
    public void clearLockout(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        administration.clearLockout(id, preconditions::verify);
    }
}
