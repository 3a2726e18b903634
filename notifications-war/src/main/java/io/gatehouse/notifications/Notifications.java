package io.gatehouse.notifications;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
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

    Page<Notification> page(UUID userId, PageRequest request) {
        Selection ofUser = Selection.where("e.userId = :user", "user", userId);
        return request.read(entities, Notification.class, Notification.SORTING, ofUser);
    }
}
