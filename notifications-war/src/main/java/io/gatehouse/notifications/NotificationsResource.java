package io.gatehouse.notifications;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.OldestFirst;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of notifications: everybody reads their own. */
@Path("/notifications")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Transactional
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class NotificationsResource {
    @Inject
    Notifications notifications;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "List the caller's notifications, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        return notifications.page(caller.id(), page).answer(Notification::view);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a notification, oldest first")
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid OldestFirst page) {
        return audit.answer(id, page);
    }
}
