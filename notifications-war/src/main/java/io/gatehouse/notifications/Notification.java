package io.gatehouse.notifications;

import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Something that one user is told because of an event. */
@Entity
public class Notification {
    static final Sorting<Notification> SORTING =
            Sorting.newestFirst(notification -> notification.createdAt, notification -> notification.id);

    static final int LONGEST_MESSAGE = 500;

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    private String type;
    private String message;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Notification() {}

    Notification(UUID userId, String type, String message, Instant now) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.type = type;
        this.message = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
        this.createdAt = now;
    }

    NotificationCreated created() {
        return new NotificationCreated(id, userId, type);
    }

    NotificationView view() {
        return new NotificationView(id, type, message, createdAt);
    }
}
