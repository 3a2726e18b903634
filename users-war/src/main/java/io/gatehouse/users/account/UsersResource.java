package io.gatehouse.users.account;

import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.Versioned;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All users: everybody may register, administrators list them. */
@Path("/users")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UsersResource {
    @Inject
    Registration registration;

    @Inject
    Users users;

    @Inject
    Idempotency idempotency;

    @Inject
    UserMetrics metrics;

    @POST
    @PermitAll
    @Idempotent
    @Operation(summary = "Register")
    @APIResponseSchema(value = UserView.class, responseCode = "201")
    public Response register(@NotNull @Valid NewUser wanted, @Context UriInfo uri) {
        Response answer = registration.register(wanted, user -> idempotency.keep(created(user, uri)));
        metrics.registered();
        return answer;
    }

    private static Response created(User user, UriInfo uri) {
        return Versioned.created(uri, user.id(), user.version(), user.view());
    }

    @GET
    @Operation(summary = "List users, newest first unless sorted otherwise")
    @APIResponseSchema(UserView[].class)
    public Response list(@BeanParam @Valid PageRequest page, @BeanParam @Valid UserFilter filter) {
        return users.page(page, filter.selection()).answer(User::view);
    }
}
