package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Plays a request through without sending it: everybody who would decide is asked what the decision would be. Nothing counts, nobody is called. */
public final class Rehearsal {
    private final RouteTable routes;
    private final List<Filter> filters;
    private final UnaryOperator<Request> identify;
    private final Function<Request, Explanation.End> upstream;

    /**
     * What takes part.
     *
     * @param filters in their order
     * @param identify gives a request the identity that its token has, as far as that is known without asking anybody
     * @param upstream what the upstream of the route would do now
     */
    public Rehearsal(
            RouteTable routes,
            List<Filter> filters,
            UnaryOperator<Request> identify,
            Function<Request, Explanation.End> upstream) {
        this.routes = routes;
        this.filters = List.copyOf(filters);
        this.identify = identify;
        this.upstream = upstream;
    }

    /** What would become of a request that comes now. */
    public Explanation of(Request described) {
        Request request = identify.apply(described);
        List<Explanation.Step> steps = new ArrayList<>();
        boolean reached = true;
        for (Filter filter : filters) {
            Decision decision = filter.explain(request);
            steps.add(new Explanation.Step(name(filter), reached, decision));
            reached = reached && decision.outcome() == Decision.Outcome.PASSES;
        }
        String instance = null;
        if (request.match() instanceof Match.Found) {
            Explanation.End end = upstream.apply(request);
            steps.add(new Explanation.Step("upstream", reached, end.decision()));
            instance = reached ? end.instance() : null;
        }
        return new Explanation(request.match(), routes.explain(request.head()), steps, instance);
    }

    /** {@code bodyLimit} for {@code BodyLimitFilter}. */
    private static String name(Filter filter) {
        String name = filter.getClass().getSimpleName().replaceFirst("Filter$", "");
        return name.isEmpty() ? "filter" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
