package io.gatehouse.notifications;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Cursor;
import io.gatehouse.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** All notifications, each seen by its user only. */
@ApplicationScoped
public class Notifications {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    void tell(UUID userId, String type, String message) {
        Notification notification = new Notification(userId, type, message, clock.instant());
        entities.persist(notification);
        NotificationCreated created = notification.created();
        outbox.add(Topic.NOTIFICATION_EVENTS, created.notificationId(), created);
    }

    List<Notification> page(UUID userId, PageRequest request) {
        Cursor after = request.cursor();
        return entities.createQuery(
                        "select n from Notification n where n.userId = :user"
                                + " and (n.createdAt < :at or n.createdAt = :at and n.id < :id)"
                                + " order by n.createdAt desc, n.id desc",
                        Notification.class)
                .setParameter("user", userId)
                .setParameter("at", after.createdAt())
                .setParameter("id", after.id())
                .setMaxResults(request.rows())
                .getResultList();
    }
}
