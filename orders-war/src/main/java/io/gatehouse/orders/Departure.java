package io.gatehouse.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody is a user no longer. */
@Entity
@Table(name = "departed_user")
public class Departure {
    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "left_at")
    private Instant leftAt;

    private @Nullable UUID nobody;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Departure() {}

    Departure(UUID userId, Instant leftAt) {
        this.userId = userId;
        this.leftAt = leftAt;
    }

    UUID userId() {
        return userId;
    }

    Instant leftAt() {
        return leftAt;
    }

    /** The random id that takes the place of theirs, the same whenever some of their orders are forgotten. */
    UUID nobody() {
        UUID chosen = nobody == null ? UUID.randomUUID() : nobody;
        nobody = chosen;
        return chosen;
    }
}
