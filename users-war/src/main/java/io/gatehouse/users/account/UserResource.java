package io.gatehouse.users.account;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** One user: administrators read and change everybody, and others themselves. */
@Path("/users/{id}")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UserResource {
    @Inject
    Users users;

    @Inject
    Administration administration;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    @Inject
    Validator validator;

    @GET
    @RolesAllowed(Caller.USER)
    @Operation(summary = "Read a user; those who are not administrators find only themselves")
    @APIResponseSchema(UserView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        hideFromOthers(id);
        User user = users.find(id).orElseThrow(() -> ProblemException.notFound("The user"));
        return preconditions.answer(user.version(), user.view());
    }

    @PUT
    @RolesAllowed(Caller.USER)
    @Operation(summary = "Change a user's names and email; those who are not administrators change only themselves")
    @APIResponseSchema(UserView.class)
    public Response change(
            @PathParam("id") UUID id, @NotNull @Valid Profile wanted, @BeanParam Preconditions preconditions) {
        hideFromOthers(id);
        return changed(administration.change(id, preconditions::require, current -> wanted));
    }

    @PATCH
    @RolesAllowed(Caller.USER)
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of a user's names and email (RFC 7396); likewise")
    @APIResponseSchema(UserView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        hideFromOthers(id);
        return changed(administration.change(id, preconditions::require, current -> patch.applyTo(current, validator)));
    }

    private void hideFromOthers(UUID id) {
        if (!caller.isAdmin() && !caller.id().equals(id)) {
            throw ProblemException.notFound("The user");
        }
    }

    @DELETE
    @Operation(summary = "Delete a user: what is personal is overwritten, and the names are free again")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        administration.delete(id, preconditions::verify);
    }

    @GET
    @Path("/events")
    @Operation(summary = "List what happened to a user, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    /** The changed user, with the ETag of the new version. */
    static Response changed(User user) {
        return Versioned.changed(user.version(), user.view());
    }
}
