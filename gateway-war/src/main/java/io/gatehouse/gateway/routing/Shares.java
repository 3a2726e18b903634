package io.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides each group of routes by their weights, in the order of the file. */
final class Shares {
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<Route, Integer> starts = new HashMap<>();

    Shares(List<Route> routes) {
        for (Route route : routes) {
            When.Weight weight = route.when().weight();
            if (weight != null) {
                int sum = totals.merge(weight.group(), weight.share(), Integer::sum);
                starts.put(route, sum - weight.share());
            }
        }
    }

    /** All predicates of the route beyond path and method. */
    List<Predicate> predicatesOf(Route route) {
        List<Predicate> predicates = new ArrayList<>(route.when().predicates());
        When.Weight weight = route.when().weight();
        Integer start = starts.get(route);
        if (weight != null && start != null) {
            predicates.add(new Detail.Share(
                    weight.group(), start, start + weight.share(), totals.getOrDefault(weight.group(), 0)));
        }
        return List.copyOf(predicates);
    }
}
