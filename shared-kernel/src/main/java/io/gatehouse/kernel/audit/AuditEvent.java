package io.gatehouse.kernel.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of one aggregate, for good. */
@Entity
@Immutable
@Table(name = "audit_event")
@NamedNativeQuery(name = AuditEvent.LATEST, query = """
                select s.subject, coalesce(
                    (select max(a.sequence_number) from audit_event a where a.subject = s.subject), 0)
                from unnest(cast(:subjects as varchar array)) as s (subject)""")
public class AuditEvent {
    /**
     * The highest number of each of the {@code subjects}, 0 for none. Each is asked for by itself, if in one statement:
     * of a grouped query the database would walk whole trails, while others wait for what is locked.
     */
    static final String LATEST = "AuditEvent.latest";

    @Id
    @Column(name = "event_id")
    private UUID eventId;

    @Column(length = 64)
    private String subject;

    @Column(name = "sequence_number")
    private long number;

    @Column(length = 64)
    private String type;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    private @Nullable UUID actor;

    @Column(length = 65536)
    private String document;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected AuditEvent() {}

    AuditEvent(Change change, long number, @Nullable UUID actor, String document) {
        this.eventId = change.eventId();
        this.subject = change.subject();
        this.number = number;
        this.type = change.type();
        this.occurredAt = change.time();
        this.actor = actor;
        this.document = document;
    }

    @PreUpdate
    @PreRemove
    void refuse() {
        throw new UnsupportedOperationException("the audit is only appended to");
    }

    long number() {
        return number;
    }

    AuditView view() {
        return new AuditView(number, actor, document);
    }
}
