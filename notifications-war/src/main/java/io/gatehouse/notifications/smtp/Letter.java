package io.gatehouse.notifications.smtp;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that a sender has taken.
 *
 * @param lease by which the outbox knows that it is still the sender's
 */
public record Letter(UUID id, UUID lease, String address, String subject, String text, Instant writtenAt) {}
