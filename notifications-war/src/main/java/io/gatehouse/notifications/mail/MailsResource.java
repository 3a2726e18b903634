package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of e-mails, for administrators: what has become of them, and trying once more what was given up. */
@Path("/notifications/mails")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Transactional
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mails")
public class MailsResource {
    @Inject
    Mails mails;

    @Inject
    Idempotency idempotency;

    @GET
    @Operation(summary = "List what became of e-mails, newest first")
    @APIResponseSchema(MailView[].class)
    public Response list(@BeanParam MailFilter filter, @BeanParam @Valid PageRequest page) {
        return mails.page(filter, page).answer(Mail::view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read what became of an e-mail")
    @APIResponseSchema(MailView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return preconditions.answer(mails.get(id).view());
    }

    @POST
    @Idempotent
    @Path("/{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Try an e-mail once more that has failed")
    @APIResponseSchema(value = MailView.class, responseCode = "202")
    public Response retry(@PathParam("id") UUID id) {
        return idempotency.keep(Response.accepted(mails.retry(id)).build());
    }
}
