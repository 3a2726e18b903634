package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All notifications. */
@ApplicationScoped
public class Notifications {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @Inject
    Event<NotificationAdded> added;

    /** Tells a user something, and others that this was done; the id is that of the notification. */
    public UUID tell(UUID userId, String type, String subject, String message) {
        return add(new Notification(userId, type, subject, message, clock.instant()))
                .id();
    }

    Notification add(Notification notification) {
        entities.persist(notification);
        NotificationCreated created = notification.created();
        outbox.add(Topic.NOTIFICATION_EVENTS, created.notificationId(), created);
        added.fire(new NotificationAdded(created.about()));
        return notification;
    }

    /** The notification; 404 for one that is not there, or not the user's. Null is whoever may see all. */
    Notification get(UUID id, @Nullable UUID userId) {
        Notification found = entities.find(Notification.class, id);
        if (found == null || (userId != null && !found.userId().equals(userId))) {
            throw ProblemException.notFound("The notification");
        }
        return found;
    }

    /** Those of a user, or of all users when it is null. */
    Page<Notification> page(@Nullable UUID userId, NotificationFilter filter, PageRequest request) {
        Selection selection = Selection.all().andIfGiven("e.userId = :user", "user", userId);
        return request.read(entities, Notification.class, Notification.SORTING, filter.among(selection));
    }

    long unread(UUID userId) {
        return entities.createQuery(
                        "select count(n) from Notification n where n.userId = :user and n.readAt is null", Long.class)
                .setParameter("user", userId)
                .getSingleResult();
    }

    /** Marks one as read; nothing changes when it was before. */
    void read(Notification notification) {
        if (notification.read(clock.instant())) {
            outbox.auditOnly(notification.id(), new NotificationRead(notification.id(), notification.userId()));
        }
    }

    /** Marks all of a user as read, in one statement, and says how many were not. */
    long readAll(UUID userId) {
        Instant now = clock.instant();
        long count = entities.createQuery("update Notification n set n.readAt = :now, n.version = n.version + 1"
                        + " where n.userId = :user and n.readAt is null")
                .setParameter("now", now)
                .setParameter("user", userId)
                .executeUpdate();
        if (count > 0) {
            outbox.auditOnly(userId, new NotificationsRead(userId, count));
        }
        return count;
    }

    void remove(Notification notification) {
        entities.remove(notification);
        outbox.auditOnly(notification.id(), new NotificationDeleted(notification.id(), notification.userId()));
    }

    /** Forgets all that a user was told; nobody is told of each. */
    public void removeAllOf(UUID userId) {
        entities.createQuery("delete from Notification n where n.userId = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }
}
