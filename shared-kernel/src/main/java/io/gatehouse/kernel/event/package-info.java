/**
 * Events between services: CloudEvents 1.0. A change adds them to the {@link io.gatehouse.kernel.event.Outbox} in its own
 * transaction; {@code relay} publishes them; a consumer gives what it gets to its {@link
 * io.gatehouse.kernel.event.Inbox}, which lets every {@link io.gatehouse.kernel.event.EventEffect} happen once.
 */
@NullMarked
package io.gatehouse.kernel.event;

import org.jspecify.annotations.NullMarked;
