package io.gatehouse.users.signing;

import java.time.Instant;
import java.util.UUID;

/** What has happened to the signing keys. No service of ours needs it; who runs the system may want to hear of some of it. */
sealed interface KeyEvent {
    /** The keys are one subject: each concerns those before it. */
    UUID SUBJECT = UUID.fromString("6b657973-0000-4000-8000-000000000000");

    /** Whether it is published, or only on record. Not a property, or it would be told as well. */
    default boolean concernsOthers() {
        return true;
    }

    /** Whoever reads the key set finds it, and from some moment on it signs. */
    record SigningKeyPublished(String kid, Instant signsFrom) implements KeyEvent {}

    /** The next key is there: this one signs until that one does, and not as long as it might have. */
    record SigningKeyFollowed(String kid, Instant signsUntil) implements KeyEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** What it has signed is worth nothing. */
    record SigningKeyWithdrawn(String kid) implements KeyEvent {}

    /** All that it has signed has expired, so it is not kept any longer. */
    record SigningKeyDeleted(String kid) implements KeyEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }
}
