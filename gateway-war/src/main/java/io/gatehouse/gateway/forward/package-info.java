/**
 * The way to the upstream and back. {@link io.gatehouse.gateway.forward.Forwarder} makes an {@code Exchange} and hands it to the MicroProfile
 * REST Client of its upstream; the client's connector starts an {@code UpstreamCall} on the
 * upstream's {@code ConnectionPool}, whose connections the {@code Dialer} makes; a {@code WireExchange} is the call on one connection. Bodies flow past
 * the client, with back-pressure in both directions.
 */
@NullMarked
package io.gatehouse.gateway.forward;

import org.jspecify.annotations.NullMarked;
