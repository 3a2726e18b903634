package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.routing.Considered;
import io.gatehouse.gateway.routing.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request.
 *
 * @param considered every route in the order of precedence, with what speaks against it
 * @param steps every filter in its order, and then, if there is a route, its upstream
 * @param instance where it would go; null when it would go nowhere
 */
public record Explanation(
        Match match,
        List<Considered> considered,
        List<Step> steps,
        @Nullable String instance) {
    public Explanation {
        considered = List.copyOf(considered);
        steps = List.copyOf(steps);
    }

    /**
     * What one filter would decide, or at the end the upstream.
     *
     * @param reached whether the request would come so far
     */
    public record Step(String filter, boolean reached, Decision decision) {}

    /**
     * What would become of a request that has passed all filters.
     *
     * @param instance where it would go; null when it would go nowhere
     */
    public record End(Decision decision, @Nullable String instance) {}
}
