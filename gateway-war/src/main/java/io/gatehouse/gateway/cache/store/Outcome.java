package io.gatehouse.gateway.cache.store;

import java.util.Locale;

/** What became of a request on a route that caches. */
public enum Outcome {
    /** A stored answer was given, fresh. */
    HIT,
    /** A stored answer was given although it was stale. */
    STALE,
    /** The upstream said that the stored answer is still good. */
    VALIDATED,
    /** The upstream answered. */
    MISS,
    /** The answer to another request, which was under way, was given. */
    COLLAPSED,
    /** The cache kept out of it. */
    BYPASS,
    /** Only a stored answer was wanted, and there was none. */
    UNSATISFIABLE;

    /** As metrics and documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
