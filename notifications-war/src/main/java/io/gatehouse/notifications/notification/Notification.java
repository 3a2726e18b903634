package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that one user is told, because of an event or by an administrator. */
@Entity
public class Notification {
    static final Sorting<Notification> SORTING =
            Sorting.newestFirst(notification -> notification.createdAt, Notification::id);

    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_MESSAGE = 500;

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    private String type;
    private @Nullable String subject;
    private String message;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "read_at")
    private @Nullable Instant readAt;

    /** Given by the feed alone; null until then. */
    @Column(name = "feed_number", insertable = false, updatable = false)
    private @Nullable Long feedNumber;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Notification() {}

    Notification(UUID userId, String type, String subject, String message, Instant now) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.type = type;
        this.subject = shortened(subject, LONGEST_SUBJECT);
        this.message = shortened(message, LONGEST_MESSAGE);
        this.createdAt = now;
    }

    /** Never with half of a surrogate pair, which no database keeps. */
    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** False when its user has read it before. */
    boolean read(Instant now) {
        if (readAt != null) {
            return false;
        }
        readAt = now;
        return true;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    String type() {
        return type;
    }

    /** One line: the type for those of earlier versions, which have no subject. */
    String subject() {
        return subject == null ? type : subject;
    }

    String message() {
        return message;
    }

    /** The place in the feed; 0 while it has none. */
    public long feedNumber() {
        return feedNumber == null ? 0 : feedNumber;
    }

    /** Whom it is for. */
    public UUID userId() {
        return userId;
    }

    NotificationCreated created() {
        return new NotificationCreated(id, userId, type);
    }

    /** What its user sees. */
    public NotificationView view() {
        return new NotificationView(id, userId, type, subject, message, createdAt, readAt);
    }
}
