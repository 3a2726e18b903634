package io.gatehouse.users.lockout;

import java.time.Duration;

/** Too many tries have failed; the password was not looked at. */
public final class LockedOutException extends RuntimeException {
    private final Duration wait;

    LockedOutException(Duration wait) {
        super("locked for " + wait);
        this.wait = wait;
    }

    /** Whole seconds until the next try is allowed, at least one. */
    public long waitSeconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
