package io.gatehouse.gateway.routing;

/** An answer that is always the same. */
public record FixedAnswer(int status, String contentType, String body) {}
