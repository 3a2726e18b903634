package io.gatehouse.kernel.event;

/** A transaction has put something into the outbox. */
public record OutboxFilled() {}
