package io.gatehouse.users.lockout;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * One counter of failures.
 *
 * <p>While failures are free, they are counted when they have happened. After that a try is counted as a failure before
 * the password is looked at, and taken back when it was right: so each wait ends with one try, and not with as many as
 * arrive at once.
 */
@Entity
@Table(name = "failed_login")
public class FailedLogins {
    /** After so much quiet a counter begins anew. */
    static final Duration MEMORY = Duration.ofHours(24);

    @Id
    private String counter;

    @Column(name = "name_hash")
    private String nameHash;

    private int failures;

    @Column(name = "last_at")
    private Instant lastAt;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected FailedLogins() {}

    FailedLogins(String counter, String nameHash, Instant now) {
        this.counter = counter;
        this.nameHash = nameHash;
        this.lastAt = now;
        this.lockedUntil = now;
    }

    String counter() {
        return counter;
    }

    /** Zero when a try is allowed. */
    Duration wait(Instant now) {
        return lockedUntil.isAfter(now) ? Duration.between(now, lockedUntil) : Duration.ZERO;
    }

    /** Counts the try that begins, if there are no free ones left; whether it did. */
    boolean charge(Backoff backoff, Instant now) {
        forget(now);
        boolean charged = !backoff.after(failures).isZero();
        if (charged) {
            fail(backoff, now);
        }
        return charged;
    }

    void fail(Backoff backoff, Instant now) {
        forget(now);
        failures++;
        lastAt = now;
        lockedUntil = now.plus(backoff.after(failures));
    }

    /** Takes back a failure that was charged and was none. */
    void giveBack(Instant now) {
        failures = Math.max(0, failures - 1);
        lockedUntil = now;
    }

    private void forget(Instant now) {
        if (!now.isBefore(lastAt.plus(MEMORY))) {
            failures = 0;
        }
    }
}
