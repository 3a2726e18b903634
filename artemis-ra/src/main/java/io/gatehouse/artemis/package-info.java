/**
 * Artemis for Gatehouse. {@link io.gatehouse.artemis.GatehouseResourceAdapter} connects a server's message-driven beans
 * and senders to a broker: an outside one, {@link io.gatehouse.artemis.BrokerProcess}, or a broker inside the server.
 */
@NullMarked
package io.gatehouse.artemis;

import org.jspecify.annotations.NullMarked;
