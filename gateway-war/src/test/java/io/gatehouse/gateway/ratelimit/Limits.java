package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.config.RateLimit.Part;
import java.time.Duration;
import java.util.Set;

/** Rate limits for tests, with what does not matter to them filled in. */
final class Limits {
    private Limits() {}

    static RateLimit limit(String name, long requests, Duration window, long burst) {
        return new RateLimit(name, Set.of(Part.CLIENT), requests, window, burst, false, RateLimit.Routes.ALL);
    }
}
