package io.gatehouse.kernel.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An event that has taken effect here. */
@Entity
@Table(name = "inbox")
public class InboxEntry {
    @Id
    @Column(name = "event_id")
    private UUID eventId;

    @Column(name = "received_at")
    private Instant receivedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected InboxEntry() {}

    InboxEntry(UUID eventId, Instant receivedAt) {
        this.eventId = eventId;
        this.receivedAt = receivedAt;
    }
}
