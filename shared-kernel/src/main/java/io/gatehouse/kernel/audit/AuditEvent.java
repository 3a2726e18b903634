package io.gatehouse.kernel.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
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
public class AuditEvent {
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
