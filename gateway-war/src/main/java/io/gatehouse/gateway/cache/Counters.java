package io.gatehouse.gateway.cache;

import java.util.function.Consumer;

/** Who counts what becomes of the requests of a route, and of the answers that are renewed for it. */
record Counters(Consumer<Outcome> requests, Consumer<Renewal> renewals) {}
