package io.gatehouse.users.session;

import io.gatehouse.users.secret.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one refresh token: its hash, and whether it was used. */
@Entity
@Table(name = "refresh_token")
public class RefreshToken {
    @Id
    private String hash;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "spent_at")
    private @Nullable Instant spentAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected RefreshToken() {}

    RefreshToken(Secret secret, UUID sessionId, Instant now) {
        this.hash = secret.hash();
        this.sessionId = sessionId;
        this.issuedAt = now;
    }

    UUID sessionId() {
        return sessionId;
    }

    boolean isSpent() {
        return spentAt != null;
    }

    /** False when it was spent before. */
    boolean spend(Instant now) {
        if (spentAt != null) {
            return false;
        }
        spentAt = now;
        return true;
    }
}
