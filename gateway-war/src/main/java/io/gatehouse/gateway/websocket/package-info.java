/**
 * WebSocket connections (RFC 6455). A handshake is a request like any other and meets the same filters; its body is the connection itself, a {@code
 * Body.Tunnel}. When the upstream has agreed, bytes flow in both directions with back-pressure, and {@code WebSocketFilter} follows the frames in them
 * to hold messages to their limit and to end the connection with the right words.
 */
@NullMarked
package io.gatehouse.gateway.websocket;

import org.jspecify.annotations.NullMarked;
