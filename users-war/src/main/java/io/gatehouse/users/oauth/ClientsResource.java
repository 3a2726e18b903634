package io.gatehouse.users.oauth;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The clients, for administrators. A secret is in the answer that makes it, and in repetitions of that, only. */
@Path("/auth/clients")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2")
public class ClientsResource {
    @Inject
    Clients clients;

    @Inject
    Idempotency idempotency;

    @Inject
    AuditTrail audit;

    @Inject
    Validator validator;

    @POST
    @Idempotent(secret = true)
    @Transactional
    @Operation(summary = "Register a client; the answer is the only one that has its secret")
    @APIResponseSchema(value = ClientView.class, responseCode = "201")
    public Response register(@NotNull @Valid NewClient wanted, @Context UriInfo uri) {
        ClientView client = clients.register(wanted);
        return idempotency.keep(
                Versioned.created(uri, client.id(), clients.get(client.id()).version(), client));
    }

    @GET
    @Operation(summary = "List the clients, newest first unless sort says otherwise")
    @APIResponseSchema(ClientView[].class)
    public Response list(@BeanParam @Valid ClientFilter filter, @BeanParam @Valid PageRequest page) {
        return clients.page(filter, page).answer(client -> client.view(null));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a client")
    @APIResponseSchema(ClientView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return answer(clients.get(id), preconditions);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Change a client's name and scopes")
    @APIResponseSchema(ClientView.class)
    public Response change(
            @PathParam("id") UUID id, @NotNull @Valid NewClient wanted, @BeanParam Preconditions preconditions) {
        return changed(clients.change(id, preconditions::require, current -> wanted));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of a client (RFC 7396)")
    @APIResponseSchema(ClientView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        return changed(clients.change(id, preconditions::require, current -> patch.applyTo(current, validator)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a client; its tokens are not active any more")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        clients.delete(id, preconditions::verify);
    }

    @POST
    @Idempotent(secret = true)
    @Transactional
    @Path("/{id}/secret")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Give a client another secret; the one before is worth nothing at once")
    @APIResponseSchema(ClientView.class)
    public Response renewSecret(@PathParam("id") UUID id) {
        return idempotency.keep(Response.ok(clients.renewSecret(id)).build());
    }

    @GET
    @Path("/{id}/events")
    @Operation(summary = "List what happened to a client, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    private static Response answer(OAuthClient client, Preconditions preconditions) {
        return preconditions.answer(client.version(), client.view(null));
    }

    private static Response changed(OAuthClient client) {
        return Versioned.changed(client.version(), client.view(null));
    }
}
