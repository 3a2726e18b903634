package io.gatehouse.notifications;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
    Caller caller;

    @GET
    @Operation(summary = "List the caller's notifications, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        return notifications.page(caller.id(), page).answer(Notification::view);
    }
}
