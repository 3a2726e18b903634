package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import io.gatehouse.notifications.mail.Mail;
import io.gatehouse.notifications.mail.MailOutbox;
import io.gatehouse.notifications.mail.MailView;
import io.gatehouse.notifications.mail.Mails;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API of notifications: everybody reads their own, administrators write and see all. */
@Path("/notifications")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class NotificationsResource {
    @Inject
    Notifications notifications;

    @Inject
    Announcements announcements;

    @Inject
    Mails mails;

    @Inject
    MailOutbox mailOutbox;

    @Inject
    AuditTrail audit;

    @Inject
    Idempotency idempotency;

    @Inject
    Caller caller;

    @POST
    @Idempotent
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Tell a user something")
    @APIResponseSchema(value = NotificationView.class, responseCode = "201")
    public Response create(@NotNull @Valid NotificationContent wanted, @Context UriInfo uri) {
        Notification notification = announcements.add(wanted);
        return idempotency.keep(Versioned.created(uri, notification.id(), notification.version(), notification.view()));
    }

    @GET
    @Operation(summary = "List the caller's notifications, newest first")
    @APIResponseSchema(NotificationView[].class)
    public Response list(@BeanParam @Valid NotificationFilter filter, @BeanParam @Valid PageRequest page) {
        return notifications.page(caller.id(), filter, page).answer(Notification::view);
    }

    @GET
    @Path("/all")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List the notifications of a user or, without one, of all, newest first")
    @APIResponseSchema(NotificationView[].class)
    public Response listAll(
            @QueryParam("user") @Nullable UUID user,
            @BeanParam @Valid NotificationFilter filter,
            @BeanParam @Valid PageRequest page) {
        return notifications.page(user, filter, page).answer(Notification::view);
    }

    @GET
    @Path("/unread-count")
    @Operation(summary = "Count the caller's notifications that were not read")
    @APIResponseSchema(UnreadCount.class)
    public UnreadCount unreadCount() {
        return new UnreadCount(notifications.unread(caller.id()));
    }

    @POST
    @Path("/read")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Mark all notifications of the caller as read")
    @APIResponseSchema(MarkedRead.class)
    public MarkedRead readAll() {
        return new MarkedRead(notifications.readAll(caller.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a notification")
    @APIResponseSchema(NotificationView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Notification notification = notifications.get(id, ownOrAll());
        return preconditions.answer(notification.version(), notification.view());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a notification, and its e-mail if that was not sent yet")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Notification notification = notifications.get(id, ownOrAll());
        preconditions.verify(notification.version());
        // E-mails, the notification, its history: in the order of all who touch these. One may be asked for until the
        // notification is held.
        mailOutbox.removeAllAbout(id);
        notifications.hold(notification);
        mailOutbox.removeAllAbout(id);
        notifications.remove(notification);
    }

    @POST
    @Path("/{id}/read")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Mark a notification of the caller as read")
    @APIResponseSchema(NotificationView.class)
    public Response markRead(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Notification notification = notifications.get(id, caller.id());
        preconditions.verify(notification.version());
        notifications.read(notification);
        return Versioned.changed(notification.version(), notification.view());
    }

    @POST
    @Idempotent
    @Path("/{id}/send")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Send a notification to its user by e-mail as well")
    @APIResponseSchema(value = MailView.class, responseCode = "202")
    public Response send(@PathParam("id") UUID id) {
        return idempotency.keep(Response.accepted(announcements.send(notifications.get(id, null)))
                .build());
    }

    @GET
    @Path("/{id}/mails")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what became of the e-mails of a notification, oldest first")
    @APIResponseSchema(MailView[].class)
    public Response mails(
            @PathParam("id") UUID id,
            @QueryParam("status") Mail.@Nullable Status status,
            @BeanParam @Valid PageRequest page) {
        return mails.of(notifications.get(id, null).id(), status, page).answer(Mail::view);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a notification, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    /** Null for administrators, who see all. */
    private @Nullable UUID ownOrAll() {
        return caller.isAdmin() ? null : caller.id();
    }
}
