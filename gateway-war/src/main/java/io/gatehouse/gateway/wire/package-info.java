/**
 * The bytes of a connection before the server has made a request of them. {@link io.gatehouse.gateway.wire.RequestSyntax} tells the first byte that RFC 9112 does not
 * allow where messages are divided into their parts; {@link io.gatehouse.gateway.wire.StrictListeners} has the server's listeners ask it.
 */
@NullMarked
package io.gatehouse.gateway.wire;

import org.jspecify.annotations.NullMarked;
