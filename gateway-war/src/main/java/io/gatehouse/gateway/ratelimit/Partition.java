package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit at work for one kind of requests: those of one route, to one service, by users or by addresses. Equal to that of an earlier configuration if
 * nothing of the limit has changed, so that its buckets stay what they are.
 */
final class Partition {
    private final RateLimit limit;
    private final String kind;
    private final Rate rate;
    private final int hash;

    /** @param kind what requests of this partition have in common, and those of others of the same limit have not */
    Partition(RateLimit limit, String kind) {
        this.limit = limit;
        this.kind = kind;
        this.rate = Rate.of(limit.requests(), limit.window(), limit.burst());
        this.hash = 31 * limit.hashCode() + kind.hashCode();
    }

    Rate rate() {
        return rate;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Partition that && kind.equals(that.kind) && limit.equals(that.limit));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
