package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.notifications.smtp.Letter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An e-mail that is decided, committed with its notification, and what became of it. */
@Entity
public class Mail {
    static final Sorting<Mail> SORTING = Sorting.newestFirst(mail -> mail.createdAt, Mail::id);

    /** Those of one notification. */
    static final Sorting<Mail> HISTORY = SORTING.oldestFirst();

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_REASON = 500;

    /** What has become of a mail. */
    public enum Status {
        PENDING,
        SENT,
        FAILED
    }

    @Id
    private UUID id;

    @Column(name = "notification_id")
    private UUID notificationId;

    @Column(name = "user_id")
    private UUID userId;

    /** Null while it waits for the address to be known: nobody takes it then. */
    private @Nullable String address;

    @Column(length = LONGEST_SUBJECT)
    private String subject;

    @Column(length = LONGEST_TEXT)
    private String text;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int tries;

    /** When the first of the tries has failed that are counted. */
    @Column(name = "tried_since")
    private @Nullable Instant triedSince;

    /** When it may be tried next; while a sender has it, when its lease ends. */
    @Column(name = "due_at")
    private Instant dueAt;

    /** Since when it could be sent, whatever has become of it since then. */
    @Column(name = "due_since")
    private Instant dueSince;

    private @Nullable UUID lease;

    @Column(length = LONGEST_REASON)
    private @Nullable String reason;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Mail() {}

    Mail(UUID notificationId, UUID userId, @Nullable String address, String subject, String text, Instant now) {
        this.id = UUID.randomUUID();
        this.notificationId = notificationId;
        this.userId = userId;
        this.address = address;
        this.subject = start(subject, LONGEST_SUBJECT);
        this.text = start(text, LONGEST_TEXT);
        this.status = Status.PENDING;
        this.dueAt = now;
        this.dueSince = now;
        this.createdAt = now;
    }

    /**
     * Nobody else takes it before the lease ends.
     *
     * @param newest the address at which its user is reached now; null to send it to where it was written to
     */
    Letter lease(UUID to, Instant until, @Nullable String newest) {
        lease = to;
        dueAt = until;
        String receiver = newest == null ? Objects.requireNonNull(address) : newest;
        address = receiver;
        return new Letter(id, to, receiver, subject, text, createdAt);
    }

    boolean isAddressed() {
        return address != null;
    }

    /** Whether it still waits, and for whoever has this lease. */
    boolean isLeasedTo(UUID holder) {
        return status == Status.PENDING && holder.equals(lease);
    }

    /** Gives it back untried. */
    void giveBack(Instant now) {
        lease = null;
        dueAt = now;
    }

    void sent(Instant now) {
        tries++;
        settle(Status.SENT, now);
    }

    /** It waits for its next try; false when it has been tried for as long as it may be. */
    boolean later(String why, Patience patience, Instant now) {
        tries++;
        reason = start(why, LONGEST_REASON);
        lease = null;
        Instant first = triedSince == null ? now : triedSince;
        triedSince = first;
        if (patience.isOver(first, now)) {
            return false;
        }
        dueAt = patience.nextTry(tries, first, now);
        return true;
    }

    /**
     * It is due again, as one that was just written.
     *
     * @param newest the address at which its user is reached now; null to try the same as before
     */
    void retry(@Nullable String newest, Instant now) {
        status = Status.PENDING;
        address = newest == null ? address : newest;
        tries = 0;
        triedSince = null;
        settledAt = null;
        dueAt = now;
        dueSince = now;
    }

    void failed(String why, Instant now) {
        reason = start(why, LONGEST_REASON);
        settle(Status.FAILED, now);
    }

    private void settle(Status end, Instant now) {
        status = end;
        lease = null;
        settledAt = now;
    }

    private static String start(String of, int longest) {
        if (of.length() <= longest) {
            return of;
        }
        return of.substring(0, Character.isHighSurrogate(of.charAt(longest - 1)) ? longest - 1 : longest);
    }

    UUID id() {
        return id;
    }

    UUID notificationId() {
        return notificationId;
    }

    UUID userId() {
        return userId;
    }

    Status status() {
        return status;
    }

    Instant dueAt() {
        return dueAt;
    }

    /** As administrators see it. */
    public MailView view() {
        boolean waits = status == Status.PENDING;
        return new MailView(id, notificationId, status, tries, waits ? dueAt : null, reason, createdAt, settledAt);
    }
}
