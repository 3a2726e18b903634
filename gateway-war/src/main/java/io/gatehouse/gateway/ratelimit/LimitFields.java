package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What clients are told of a limit: {@code RateLimit-Policy} and {@code RateLimit} as in draft-ietf-httpapi-ratelimit-headers-11. The time that goes with
 * the tokens left is the one in which as many come anew: who spreads them over it never has to wait, and nobody is invited to faster bursts than the limit
 * can bear (section 8.5). Where nothing is left it is the time to wait, as in {@code Retry-After}.
 */
final class LimitFields {
    /** Of so many numbers of tokens the fields are kept once they have been made. */
    private static final int KEPT = 1_000;

    private final String item;
    private final String policy;
    private final long interval;
    private final AtomicReferenceArray<@Nullable Headers> kept;

    LimitFields(RateLimit limit) {
        item = '"' + limit.name() + '"';
        policy = item + ";q=" + limit.requests() + ";w=" + limit.window().toSeconds();
        interval = Rate.of(limit.requests(), limit.window(), limit.burst()).interval();
        kept = new AtomicReferenceArray<>((int) Math.min(KEPT, limit.burst()));
    }

    Headers of(Level level) {
        if (!level.hadEnough() || level.left() >= kept.length()) {
            return make(level);
        }
        int left = (int) level.left();
        Headers known = kept.get(left);
        if (known == null) {
            known = make(level);
            kept.set(left, known);
        }
        return known;
    }

    private Headers make(Level level) {
        // As long as the whole interval: the next token may be nearer, but not further.
        long nanos = Math.max(1, level.left()) * interval;
        long seconds = level.hadEnough() ? new Level(0, nanos).waitSeconds() : level.waitSeconds();
        return Headers.of("RateLimit-Policy", policy, "RateLimit", item + ";r=" + level.left() + ";t=" + seconds);
    }
}
