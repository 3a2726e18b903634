package io.gatehouse.gateway.cache.store;

import java.util.function.Consumer;

/** Who counts what becomes of the requests of a route, and of the answers that are renewed for it. */
public record Counters(Consumer<Outcome> requests, Consumer<Renewal> renewals) {}
