package io.gatehouse.users.signing;

import java.time.Instant;
import java.util.UUID;

/** What has happened to the signing keys. No service of ours needs it; who runs the system may want to hear of it. */
sealed interface KeyEvent {
    /** The keys are one subject: each concerns those before it. */
    UUID SUBJECT = UUID.fromString("6b657973-0000-4000-8000-000000000000");

    /** Whoever reads the key set finds it, and from some moment on it signs. */
    record SigningKeyPublished(String kid, Instant signsFrom) implements KeyEvent {}

    /** What it has signed is worth nothing. */
    record SigningKeyWithdrawn(String kid) implements KeyEvent {}
}
