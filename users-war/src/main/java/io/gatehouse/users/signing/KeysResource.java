package io.gatehouse.users.signing;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The signing keys, for administrators: what is private of them is never shown. */
@Path("/auth/keys")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing keys")
public class KeysResource {
    private static final int CREATED = 201;

    @Inject
    KeyStore store;

    @Inject
    SigningKeys keys;

    @Inject
    Idempotency idempotency;

    @Inject
    AuditTrail audit;

    @GET
    @Operation(summary = "List the signing keys, the newest first unless sorted otherwise")
    @APIResponseSchema(KeyView[].class)
    public Response list(@BeanParam @Valid KeyQuery query) {
        return store.page(query).answer(key -> key);
    }

    @POST
    @Idempotent
    @Operation(summary = "Publish the next key, which signs in ten minutes")
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    public Response rotate() {
        Response answer = store.rotate(
                next -> idempotency.keep(Response.status(CREATED).entity(next).build()));
        keys.changed();
        return answer;
    }

    @GET
    @Path("/events")
    @Operation(summary = "List what happened to the signing keys, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@BeanParam @Valid AuditQuery query) {
        return audit.answer(KeyEvent.SUBJECT, query);
    }

    @DELETE
    @Path("/{kid}")
    @Operation(summary = "Withdraw a key at once: what it has signed is worth nothing")
    public void withdraw(@PathParam("kid") String kid) {
        store.withdraw(kid);
        keys.changed();
    }
}
