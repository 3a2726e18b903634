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
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All notifications. */
@ApplicationScoped
public class Notifications {
    private static final int MOST_AT_ONCE = 500;

    /** By one request, which is to be answered in seconds. */
    static final int MOST_READ = 10_000;

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

    /** Nobody else changes it, or adds to its history, until the transaction ends. */
    void hold(Notification notification) {
        entities.lock(notification, LockModeType.PESSIMISTIC_WRITE);
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

    /** Marks all of a user as read, many at a time and {@value #MOST_READ} at most, and says how many were not. */
    long readAll(UUID userId) {
        long count = 0;
        int some;
        do {
            some = readSome(userId);
            count += some;
        } while (some == MOST_AT_ONCE && count < MOST_READ);
        return count;
    }

    /**
     * Locked before they are marked: what somebody else is reading just now is audited once. In the order of all that locks
     * several, so that no two wait for each other.
     */
    private int readSome(UUID userId) {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<UUID> unread = entities.createNativeQuery(
                        "select id from notification where user_id = :user and read_at is null order by created_at, id"
                                + " fetch first " + MOST_AT_ONCE + " rows only for update",
                        UUID.class)
                .setParameter("user", userId)
                .getResultList();
        if (!unread.isEmpty()) {
            entities.createQuery("update Notification n set n.readAt = :now, n.version = n.version + 1"
                            + " where n.id in :unread")
                    .setParameter("now", clock.instant())
                    .setParameter("unread", unread)
                    .executeUpdate();
            outbox.auditEach(each(unread, id -> new NotificationRead(id, userId)));
        }
        return unread.size();
    }

    void remove(Notification notification) {
        entities.remove(notification);
        outbox.auditOnly(notification.id(), new NotificationDeleted(notification.id(), notification.userId()));
    }

    /** Forgets all that a user was told; the audit is told of each, and nobody else. Any number is done, some at a time. */
    public void removeAllOf(UUID userId) {
        List<Notification> some = lockSome(userId, Instant.EPOCH, new UUID(0, 0));
        while (!some.isEmpty()) {
            List<UUID> ids = some.stream().map(Notification::id).toList();
            some.forEach(entities::detach);
            entities.createQuery("delete from Notification n where n.id in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate();
            outbox.auditEach(each(ids, id -> new NotificationDeleted(id, userId)));
            Notification last = some.get(some.size() - 1);
            some = lockSome(userId, last.view().createdAt(), last.id());
        }
    }

    /**
     * The oldest of a user's behind one of them; what somebody else deletes just now is waited for, and theirs to audit.
     * Behind the last one, for looking at the beginning each time the database would pass by all that is deleted.
     */
    private List<Notification> lockSome(UUID userId, Instant createdAt, UUID id) {
        return entities.createQuery(
                        "select n from Notification n where n.userId = :user and n.createdAt >= :at"
                                + " and (n.createdAt > :at or n.id > :id) order by n.createdAt, n.id",
                        Notification.class)
                .setParameter("user", userId)
                .setParameter("at", createdAt)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(MOST_AT_ONCE)
                .getResultList();
    }

    private static Map<UUID, Record> each(List<UUID> ids, Function<UUID, Record> what) {
        return ids.stream().collect(Collectors.toMap(id -> id, what));
    }
}
