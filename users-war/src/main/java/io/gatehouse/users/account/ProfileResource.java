package io.gatehouse.users.account;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What users read and change of themselves. */
@Path("/users/me")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class ProfileResource {
    @Inject
    Users users;

    @Inject
    Administration administration;

    @Inject
    Caller caller;

    @Inject
    Validator validator;

    @GET
    @Operation(summary = "Read who is calling")
    public Response read(@BeanParam Preconditions preconditions) {
        User user = users.find(caller.id()).orElseThrow(() -> ProblemException.notFound("The user"));
        return preconditions.answer(user.version(), user.view());
    }

    @PUT
    @Operation(summary = "Change one's names and email")
    public Response change(@NotNull @Valid Profile wanted, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.change(caller.id(), preconditions::require, current -> wanted));
    }

    @PATCH
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of one's names and email (RFC 7396)")
    public Response patch(@NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        return UserResource.changed(administration.change(
                caller.id(), preconditions::require, current -> patch.applyTo(current, validator)));
    }
}
