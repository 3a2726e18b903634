package io.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All routes, ordered by precedence: of the routes that match a request, the one with the longest literal prefix wins;
 * of those an exact path over one with everything below; the one with more segments, and with more literal segments; one that asks for more than
 * path and method; one that names methods; and then the one that stands first in the file.
 *
 * <p>Routes hang on a tree of path segments, where a variable is a branch of its own. A look-up walks down along the
 * request's path and asks only the routes that hang where it passes, the most specific first: its cost grows with the depth of the path
 * and not with the number of routes. Immutable.
 */
public final class RouteTable {
    private static final Comparator<Route> PRECEDENCE = Comparator.comparingInt(
                    (Route route) -> -route.literalPrefix().length())
            .thenComparing(route -> route.path().isExact(), Comparator.reverseOrder())
            .thenComparingInt(route -> -route.path().segments().size())
            .thenComparingInt(RouteTable::variables)
            .thenComparing(route -> route.when().asksNothing())
            .thenComparing(Route::namesMethods, Comparator.reverseOrder());
    private static final Match NO_ROUTE = new Match.NoRoute();

    private final List<Candidate> candidates = new ArrayList<>();
    private final Node root = new Node();

    public RouteTable(List<Route> routes) {
        Shares shares = new Shares(routes);
        // The sort is stable: what is equal otherwise keeps the order of the file.
        for (Route route : routes.stream().sorted(PRECEDENCE).toList()) {
            Candidate candidate = new Candidate(new Match.Found(route), candidates.size(), shares.predicatesOf(route));
            candidates.add(candidate);
            plant(candidate);
        }
    }

    public Match match(RequestHead head) {
        Candidate best = best(root, head, 0, null);
        return best == null ? without(head) : best.found();
    }

    /**
     * What becomes of every route for such a request, and why: first those that take it, then those that have its path, then the others; of each kind in the
     * order of precedence. Changes nothing.
     */
    public List<Considered> explain(RequestHead head) {
        List<Considered> considered = new ArrayList<>();
        Route winner = null;
        for (List<Candidate> near : candidates.stream()
                .collect(
                        Collectors.groupingBy(candidate -> candidate.distance(head), TreeMap::new, Collectors.toList()))
                .values()) {
            for (Candidate candidate : near) {
                Considered one = candidate.consider(head, winner);
                winner = one.outcome() == Considered.Outcome.TAKEN ? candidate.route() : winner;
                considered.add(one);
            }
        }
        return considered;
    }

    /** The routes that have the path, in no order: all that a look-up may ask. */
    List<Candidate> along(String path) {
        List<Candidate> found = new ArrayList<>();
        collect(root, path, 0, found);
        return found;
    }

    /** @param at where the part of the path ends that has led to the node */
    private static @Nullable Candidate best(Node node, RequestHead head, int at, @Nullable Candidate known) {
        String path = head.path();
        Candidate best = known;
        int from = at + 1;
        if (from < path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            Node child = node.children.isEmpty() ? null : node.children.get(path.substring(from, to));
            best = child == null ? best : best(child, head, to, best);
            best = node.variable == null ? best : best(node.variable, head, to, best);
        } else {
            best = first(node.exact, head, best);
        }
        return first(node.under, head, best);
    }

    /** The first of these that takes the request, unless one is known that outranks it. */
    private static @Nullable Candidate first(List<Candidate> ranked, RequestHead head, @Nullable Candidate known) {
        for (int i = 0; i < ranked.size(); i++) {
            Candidate candidate = ranked.get(i);
            if (known != null && known.rank() < candidate.rank()) {
                return known;
            }
            if (candidate.takes(head)) {
                return candidate;
            }
        }
        return known;
    }

    private static void collect(Node node, String path, int at, List<Candidate> into) {
        int from = at + 1;
        if (from < path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            Node child = node.children.get(path.substring(from, to));
            if (child != null) {
                collect(child, path, to, into);
            }
            if (node.variable != null) {
                collect(node.variable, path, to, into);
            }
        } else {
            into.addAll(node.exact);
        }
        into.addAll(node.under);
    }

    private void plant(Candidate candidate) {
        Node node = root;
        for (String segment : candidate.route().path().segments()) {
            node = node.below(segment);
        }
        (candidate.route().path().isExact() ? node.exact : node.under).add(candidate);
    }

    /** The answer when no route takes the request: a method is wrong where a route would take another. */
    private Match without(RequestHead head) {
        SortedSet<String> allowed = new TreeSet<>();
        for (Candidate candidate : along(head.path())) {
            if (candidate.route().methods() instanceof Predicate.MethodIn some && candidate.meets(head)) {
                allowed.addAll(some.methods());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed.isEmpty() ? NO_ROUTE : new Match.WrongMethod(Collections.unmodifiableSortedSet(allowed));
    }

    private static int variables(Route route) {
        return (int) route.path().segments().stream()
                .filter(PathTemplate::isVariable)
                .count();
    }

    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        final List<Candidate> exact = new ArrayList<>();
        final List<Candidate> under = new ArrayList<>();

        @Nullable
        Node variable;

        Node below(String segment) {
            if (!PathTemplate.isVariable(segment)) {
                return children.computeIfAbsent(segment, literal -> new Node());
            }
            Node node = variable == null ? new Node() : variable;
            variable = node;
            return node;
        }
    }
}
