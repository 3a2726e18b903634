package io.gatehouse.tasks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody is a user no longer. */
@Entity
@Table(name = "departed_user")
public class Departure {
    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "left_at")
    private Instant leftAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Departure() {}

    Departure(UUID userId, Instant leftAt) {
        this.userId = userId;
        this.leftAt = leftAt;
    }
}
