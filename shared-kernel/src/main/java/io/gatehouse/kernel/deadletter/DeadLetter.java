package io.gatehouse.kernel.deadletter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

/** An event whose effect has failed: it is tried again, or given up when it has a time of death. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter {
    private static final int LONGEST_DOCUMENT = 1_000_000;
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TOPIC = 64;
    private static final int LONGEST_ID = 64;

    @Id
    private UUID id;

    @Generated
    @Column(insertable = false, updatable = false)
    private long number;

    private String topic;
    private @Nullable String type;
    private @Nullable String subject;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Column(length = LONGEST_DOCUMENT)
    private String document;

    private int tries;

    @Column(length = LONGEST_REASON)
    private String reason;

    @Column(name = "first_failed_at")
    private Instant firstFailedAt;

    @Column(name = "failed_at")
    private Instant failedAt;

    @Column(name = "dead_at")
    private @Nullable Instant deadAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DeadLetter() {}

    DeadLetter(Letter letter, Instant now) {
        this.id = letter.id();
        this.topic = cut(letter.topic(), LONGEST_TOPIC);
        this.type = letter.type() == null ? null : cut(letter.type(), LONGEST_NAME);
        this.subject = letter.subject() == null ? null : cut(letter.subject(), LONGEST_NAME);
        String about = letter.userId();
        this.userId = about == null ? null : cut(about, LONGEST_ID);
        this.document = cut(letter.document(), LONGEST_DOCUMENT);
        this.reason = "";
        this.firstFailedAt = now;
        this.failedAt = now;
    }

    /** One more failure; after so many the letter is dead. */
    void failed(String why, Instant now, int most) {
        tries++;
        reason = cut(why, LONGEST_REASON);
        failedAt = now;
        if (tries >= most) {
            die(now);
        }
    }

    /** The broker has given it up; what is known of its failures stays. */
    void givenUp(String why, Instant now) {
        reason = reason.isEmpty() ? cut(why, LONGEST_REASON) : reason;
        die(now);
    }

    private void die(Instant now) {
        deadAt = deadAt == null ? now : deadAt;
    }

    boolean isDead() {
        return deadAt != null;
    }

    /** The event's. */
    public UUID id() {
        return id;
    }

    long number() {
        return number;
    }

    /** As it came. */
    public String document() {
        return document;
    }

    DeadLetterView view() {
        return new DeadLetterView(id, topic, type, subject, tries, reason, firstFailedAt, failedAt, deadAt, null);
    }

    /** With all that is known. */
    public DeadLetterView viewWithDocument() {
        return new DeadLetterView(id, topic, type, subject, tries, reason, firstFailedAt, failedAt, deadAt, document);
    }

    /** NUL and halves of surrogate pairs are what PostgreSQL and UTF-8 cannot keep. */
    private static String cut(String text, int longest) {
        String clean = text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }
}
