package io.gatehouse.kernel.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that is decided, committed with the change, and not yet published. */
@Entity
@Table(name = "outbox")
public class OutboxEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "event_id")
    private UUID eventId;

    private String topic;
    private String subject;

    @Column(length = 65536)
    private String document;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OutboxEntry() {}

    OutboxEntry(Topic topic, CloudEvent event) {
        this.eventId = event.id();
        this.topic = topic.address();
        this.subject = event.subject();
        this.document = event.document();
        this.createdAt = event.time();
    }

    String topic() {
        return topic;
    }

    String subject() {
        return subject;
    }

    String document() {
        return document;
    }
}
