package io.gatehouse.users.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One login and all that was renewed from it: a family of refresh tokens, of which the newest is good.
 *
 * <p>A token that comes a second time was copied: either the thief or the owner has used it first, and nobody can tell
 * which. So the whole family ends (RFC 9700, section 4.14.2), and who knows the password logs in again.
 */
@Entity
@Table(name = "login_session")
public class Session {
    /** How long a refresh token is good for; each renewal begins anew. */
    static final Duration LIFETIME = Duration.ofDays(30);

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Session() {}

    Session(UUID userId, Instant now) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.startedAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    /** Goes on with the session if the token is its newest one; false when it is not, or the session is over. */
    boolean renew(RefreshToken presented, Instant now) {
        if (!isAlive(now) || !presented.spend(now)) {
            return false;
        }
        expiresAt = now.plus(LIFETIME);
        return true;
    }

    /** Ends the session if the token was spent before; false when it was not, or the session was over already. */
    boolean endIfReused(RefreshToken presented, Instant now) {
        if (!isAlive(now) || !presented.isSpent()) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    boolean isAlive(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    UUID id() {
        return id;
    }

    UUID userId() {
        return userId;
    }
}
