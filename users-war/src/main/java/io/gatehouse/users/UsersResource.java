package io.gatehouse.users;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.OldestFirst;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of users: everybody may register and sees themselves, administrators see all. */
@Path("/users")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UsersResource {
    @Inject
    Registration registration;

    @Inject
    Users users;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @Inject
    UserMetrics metrics;

    @POST
    @PermitAll
    @Operation(summary = "Register")
    public Response register(@NotNull @Valid NewUser wanted, @Context UriInfo uri) {
        User user = registration.register(wanted);
        metrics.registered();
        return Response.created(
                        uri.getAbsolutePathBuilder().path(user.id().toString()).build())
                .entity(user.view())
                .build();
    }

    @GET
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List all users, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        return users.page(page).answer(User::view);
    }

    @GET
    @Path("/me")
    @Operation(summary = "Read who is calling")
    public UserView me() {
        return view(caller.id());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a user")
    public UserView read(@PathParam("id") UUID id) {
        if (!caller.isAdmin() && !caller.id().equals(id)) {
            throw ProblemException.notFound("The user");
        }
        return view(id);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a user, oldest first")
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid OldestFirst page) {
        return audit.answer(id, page);
    }

    private UserView view(UUID id) {
        return users.find(id)
                .orElseThrow(() -> ProblemException.notFound("The user"))
                .view();
    }
}
