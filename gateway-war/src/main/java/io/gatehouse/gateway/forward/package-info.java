/**
 * The way to the upstream and back. {@link io.gatehouse.gateway.forward.Forwarder} starts an {@code UpstreamCall} on the upstream's
 * {@code ConnectionPool}, whose connections the {@code Dialer} makes; a {@code WireExchange} is the call on one connection. Bodies flow past
 * them, with back-pressure in both directions.
 */
@NullMarked
package io.gatehouse.gateway.forward;

import org.jspecify.annotations.NullMarked;
