package io.gatehouse.kernel.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that is decided, committed with the change, and not yet published. A refusal by the broker does not write it anew. */
@Entity
@Table(name = "outbox")
public class OutboxEntry {
    private static final int LONGEST_PAUSE_SECONDS = 60;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "event_id", updatable = false)
    private UUID eventId;

    @Column(updatable = false)
    private String topic;

    @Column(updatable = false)
    private String subject;

    @Column(name = "traceparent", updatable = false)
    private @Nullable String traceParent;

    @Column(length = 65536, updatable = false)
    private String document;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    private int refusals;

    @Column(name = "retry_at")
    private @Nullable Instant retryAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OutboxEntry() {}

    /** An entry that nobody has tried to publish yet. */
    public OutboxEntry(Topic topic, CloudEvent event) {
        this.eventId = event.id();
        this.topic = topic.address();
        this.subject = event.subject();
        this.traceParent = event.traceParent();
        this.document = event.document();
        this.createdAt = event.time();
    }

    public UUID eventId() {
        return eventId;
    }

    /** The address at the broker. */
    public String topic() {
        return topic;
    }

    /** Id of the aggregate; its entries are published in their order. */
    public String subject() {
        return subject;
    }

    public @Nullable String traceParent() {
        return traceParent;
    }

    public String document() {
        return document;
    }

    /** The broker takes other events and not this one: it waits for 1 s, doubled with each refusal up to a minute. */
    public int refused(Instant now) {
        long pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(refusals, Byte.SIZE));
        refusals++;
        retryAt = now.plus(Duration.ofSeconds(pause));
        return refusals;
    }
}
