package io.gatehouse.gateway.rules;

/** A header field or a query parameter. */
public record Named(String name, Text value) {}
