package io.gatehouse.gateway.routing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients get when the upstream of their route fails. One of answer and upstream is there.
 *
 * @param statuses the upstream's statuses that count as failing, besides all failures that it is to blame for
 * @param upstream the name of the upstream that is asked instead
 */
public record Fallback(
        Set<Integer> statuses,
        @Nullable FixedAnswer answer,
        @Nullable String upstream) {
    public Fallback {
        statuses = Set.copyOf(statuses);
    }
}
