package io.gatehouse.notifications.mail;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a mail is tried that the mail server does not take.
 *
 * @param longestPause between two tries; the first pause is 1 s, and each is twice the one before
 * @param window from the first try to the last
 */
record Patience(Duration longestPause, Duration window) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** The first pause doubled so often is more than a year. */
    private static final int MOST_DOUBLINGS = 25;

    Patience {
        if (longestPause.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("gatehouse.mail.longest.pause must be a second or more");
        }
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(MailOutbox.KEEP) > 0) {
            throw new IllegalArgumentException("gatehouse.mail.patience must be from a second to 30 days");
        }
    }

    boolean isOver(Instant firstTry, Instant now) {
        return !now.isBefore(firstTry.plus(window));
    }

    /** When the next try is after so many; the last is at the very end of the window. */
    Instant nextTry(int tries, Instant firstTry, Instant now) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        Instant next = now.plus(doubled.compareTo(longestPause) < 0 ? doubled : longestPause);
        Instant last = firstTry.plus(window);
        return next.isBefore(last) ? next : last;
    }
}
