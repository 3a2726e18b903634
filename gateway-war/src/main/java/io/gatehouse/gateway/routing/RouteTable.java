package io.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All routes, ordered by precedence: of the routes that match a request, the one with the longest literal prefix wins;
 * of those an exact path wins over a prefix, a route that names methods over one that takes all, and then the one that
 * stands first in the file.
 *
 * <p>Routes hang on a tree of path segments. A look-up walks down along the request's path and then back up, asking only the
 * routes that hang where it passes: its cost grows with the depth of the path, not with the number of routes. Immutable.
 */
public final class RouteTable {
    private static final Comparator<Route> PRECEDENCE = Comparator.comparingInt(
                    (Route route) -> -route.literalPrefix().length())
            .thenComparing(Route::isExact, Comparator.reverseOrder())
            .thenComparing(Route::namesMethods, Comparator.reverseOrder());
    private static final Match NO_ROUTE = new Match.NoRoute();

    private final List<Route> routes;
    private final Node root = new Node(null);

    public RouteTable(List<Route> routes) {
        // The sort is stable: what is equal otherwise keeps the order of the file.
        this.routes = routes.stream().sorted(PRECEDENCE).toList();
        for (Route route : this.routes) {
            plant(route);
        }
    }

    public Match match(RequestHead head) {
        boolean pathKnown = false;
        for (Node node = deepest(head.path()); node != null; node = node.parent) {
            for (Match.Found found : node.answers) {
                Route route = found.route();
                if (route.path().test(head)) {
                    if (route.methods().test(head)) {
                        return found;
                    }
                    pathKnown = true;
                }
            }
        }
        return pathKnown ? new Match.WrongMethod(allowed(head)) : NO_ROUTE;
    }

    /** What becomes of every route for such a request, in the order of precedence, and why. Changes nothing. */
    public List<Considered> explain(RequestHead head) {
        List<Considered> considered = new ArrayList<>();
        Route winner = null;
        for (Route route : routes) {
            Considered one = consider(route, head, winner);
            winner = one.outcome() == Considered.Outcome.TAKEN ? route : winner;
            considered.add(one);
        }
        return considered;
    }

    private static Considered consider(Route route, RequestHead head, @Nullable Route winner) {
        for (Predicate predicate : List.of(route.path(), route.methods())) {
            if (!predicate.test(head)) {
                return new Considered(route.id(), Considered.Outcome.FAILED, predicate + " does not hold");
            }
        }
        return winner == null
                ? new Considered(route.id(), Considered.Outcome.TAKEN, "all its predicates hold")
                : new Considered(route.id(), Considered.Outcome.OUTRANKED, winner.id() + " comes first");
    }

    private Node deepest(String path) {
        Node node = root;
        for (int from = 1; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            Node child = node.children.get(path.substring(from, to));
            if (child == null) {
                return node;
            }
            node = child;
            from = to + 1;
        }
        return node;
    }

    private void plant(Route route) {
        Node node = root;
        String prefix = route.literalPrefix();
        for (int from = 1; from <= prefix.length(); ) {
            int slash = prefix.indexOf('/', from);
            int to = slash < 0 ? prefix.length() : slash;
            Node parent = node;
            node = node.children.computeIfAbsent(prefix.substring(from, to), segment -> new Node(parent));
            from = to + 1;
        }
        node.answers.add(new Match.Found(route));
    }

    /** Only asked when a request is refused, so it may look at every route. */
    private SortedSet<String> allowed(RequestHead head) {
        SortedSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (route.path().test(head) && route.methods() instanceof Predicate.MethodIn some) {
                allowed.addAll(some.methods());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return Collections.unmodifiableSortedSet(allowed);
    }

    /** Holds ready answers: a look-up makes none. */
    private static final class Node {
        final @Nullable Node parent;
        final Map<String, Node> children = new HashMap<>();
        final List<Match.Found> answers = new ArrayList<>();

        Node(@Nullable Node parent) {
            this.parent = parent;
        }
    }
}
