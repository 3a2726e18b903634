package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of the connection.
 *
 * @param host the Host header, null when HTTP/1.0 left it out
 */
public record Client(
        String address, String scheme, @Nullable String host) {}
