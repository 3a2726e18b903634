package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetterQuery;
import io.gatehouse.kernel.deadletter.DeadLetterView;
import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.deadletter.Reason;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What administrators do about events whose effect has failed in this service. */
@Path("/dead-letters")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
public class DeadLettersResource {
    @Inject
    DeadLetters deadLetters;

    @Inject
    Inbox inbox;

    @Inject
    Outbox outbox;

    @GET
    @Operation(summary = "List the dead letters of this service, oldest first unless sorted otherwise")
    @APIResponseSchema(DeadLetterView[].class)
    public Response list(@BeanParam @Valid DeadLetterQuery query) {
        return deadLetters.answer(query);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a dead letter with its document")
    @APIResponseSchema(DeadLetterView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        return preconditions.answer(deadLetters.get(id).viewWithDocument());
    }

    /** 204 when the event has taken effect now or before, and the letter is gone; 404 when somebody was faster; 409 when the effect failed again. */
    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Let a dead letter take effect, if it has not yet")
    @APIResponse(responseCode = "204", description = "It has taken effect, and is no dead letter any more")
    public Response replay(@PathParam("id") UUID id) {
        var letter = deadLetters.get(id);
        boolean replayed;
        try {
            replayed = inbox.replay(letter.document());
        } catch (RuntimeException failed) {
            String reason = Reason.of(failed);
            deadLetters.failedAgain(id, reason);
            throw ProblemException.conflict("REPLAY_FAILED", "The event had no effect: " + reason);
        }
        if (!replayed) {
            throw gone();
        }
        return Response.noContent().build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Discard a dead letter; its event has no effect")
    @APIResponse(responseCode = "204", description = "It never takes effect")
    @Transactional
    public Response discard(@PathParam("id") UUID id) {
        DeadLetterView letter = deadLetters.remove(id).orElseThrow(DeadLettersResource::gone);
        outbox.auditOnly(id, DeadLetterDiscarded.of(letter));
        return Response.noContent().build();
    }

    private static ProblemException gone() {
        return ProblemException.notFound("The dead letter");
    }
}
