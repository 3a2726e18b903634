/**
 * The way out of the outbox. {@link io.gatehouse.kernel.event.relay.OutboxSchedule} is the one thread;
 * {@link io.gatehouse.kernel.event.relay.OutboxRelay} decides what goes next, {@link
 * io.gatehouse.kernel.event.relay.EventPublisher} sends it, {@link io.gatehouse.kernel.event.relay.Chores} are what the
 * thread does besides.
 */
@NullMarked
package io.gatehouse.kernel.event.relay;

import org.jspecify.annotations.NullMarked;
