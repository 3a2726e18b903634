package io.gatehouse.gateway.pipeline;

/** Why the gateway answers in place of an upstream; {@code detail} is for the client and holds nothing secret. */
public record Refusal(Failure failure, String detail) {}
