package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request before several limits. It takes from all or from none: what one refuses must not count against another. */
final class Attempt {
    private final List<RouteLimit> limits;
    private final Request request;
    private final @Nullable Level[] levels;

    Attempt(List<RouteLimit> limits, Request request) {
        this.limits = limits;
        this.request = request;
        this.levels = new Level[limits.size()];
    }

    /** Takes what the request costs, and puts it back if one limit refuses. */
    CompletionStage<Attempt> take(Buckets buckets) {
        return takeFrom(0, buckets);
    }

    private CompletionStage<Attempt> takeFrom(int begin, Buckets buckets) {
        for (int i = begin; i < levels.length; i++) {
            RouteLimit limit = limits.get(i);
            String client = limit.client(request);
            if (client == null) {
                continue;
            }
            CompletableFuture<Level> taken =
                    buckets.take(limit.partition(request), client, limit.cost()).toCompletableFuture();
            int at = i;
            if (!taken.isDone()) {
                return taken.thenCompose(level -> {
                    levels[at] = level;
                    return takeFrom(at + 1, buckets);
                });
            }
            levels[at] = taken.join();
        }
        if (refusing() >= 0) {
            giveBack(buckets);
        }
        return CompletableFuture.completedFuture(this);
    }

    private void giveBack(Buckets buckets) {
        for (int i = 0; i < levels.length; i++) {
            RouteLimit limit = limits.get(i);
            Level level = levels[i];
            String client = level == null || !level.hadEnough() ? null : limit.client(request);
            if (level != null && client != null) {
                buckets.giveBack(limit.partition(request), client, limit.cost());
                levels[i] = new Level(level.left() + limit.cost(), 0);
            }
        }
    }

    /** Only looks. */
    Attempt look(Buckets buckets) {
        for (int i = 0; i < levels.length; i++) {
            RouteLimit limit = limits.get(i);
            String client = limit.client(request);
            levels[i] = client == null ? null : buckets.look(limit.partition(request), client, limit.cost());
        }
        return this;
    }

    /** Which limit makes the request wait longest; less than 0 when none does. */
    private int refusing() {
        int strictest = -1;
        long longest = 0;
        for (int i = 0; i < levels.length; i++) {
            Level level = levels[i];
            if (level != null && level.waitNanos() > longest && !limits.get(i).isShadow()) {
                strictest = i;
                longest = level.waitNanos();
            }
        }
        return strictest;
    }

    /** Tells of every limit that refuses or would refuse. */
    void tell(RefusalListener listener) {
        for (int i = 0; i < levels.length; i++) {
            Level level = levels[i];
            if (level != null && !level.hadEnough()) {
                listener.refused(
                        limits.get(i).name(),
                        request.route().id(),
                        limits.get(i).isShadow());
            }
        }
    }

    /** The answer of the limit that refuses; null when all let the request pass. */
    @Nullable
    Response refusal() {
        int strictest = refusing();
        Level level = strictest < 0 ? null : levels[strictest];
        if (level == null) {
            return null;
        }
        String seconds = Long.toString(level.waitSeconds());
        return Failure.RATE_LIMITED.because(
                "The limit " + limits.get(strictest) + ". Try again in " + seconds + " s.",
                Headers.of("Retry-After", seconds).and(fields()));
    }

    /** The answer with what its client is to know of the limits. */
    Response mark(Response response) {
        return response.with(response.headers().and(fields()));
    }

    private Headers fields() {
        Headers fields = Headers.EMPTY;
        for (int i = 0; i < levels.length; i++) {
            Level level = levels[i];
            if (level != null && !limits.get(i).isShadow()) {
                fields = fields.and(limits.get(i).fields().of(level));
            }
        }
        return fields;
    }

    /** The same in words, for whoever asks what would happen. */
    Decision explain() {
        int strictest = refusing();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < levels.length; i++) {
            Level level = levels[i];
            if (level != null && (strictest < 0 || strictest == i)) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append(limits.get(i))
                        .append(limits.get(i).isShadow() ? ", in shadow mode" : "")
                        .append(
                                level.hadEnough()
                                        ? ": leaves " + level.left()
                                        : ": wait " + level.waitSeconds() + " s");
            }
        }
        return strictest < 0
                ? Decision.passes(words.toString())
                : Decision.refuses(Failure.RATE_LIMITED, words.toString());
    }
}
