package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.store.ResponseCache;
import java.time.InstantSource;

/** What all requests that meet the cache share. */
record Workings(ResponseCache cache, Flights flights, InstantSource time) {}
