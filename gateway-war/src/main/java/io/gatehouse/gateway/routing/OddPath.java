package io.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request whose path has no canonical form, or has one only with what its route allows. Some take an encoded slash for a slash and some do not, some
 * leave out parameters and some do not, before they decode or after, and Payara leaves out all that follows the first semicolon. Only a path that each of
 * them would bring to the same route, with the same values of its variables, and none to the gateway's own addresses, is taken: what stands on one route
 * cannot be reached in the name of another, nor can a dot segment be hidden. A session in it is never taken: Grizzly cuts it out of a path, from {@code ;jsessionid=} to the next semicolon, slashes and all.
 */
final class OddPath {
    private static final List<PathOddity> ALL = List.of(PathOddity.values());
    private static final String ENCODED_SLASH = "%2F";
    private static final String SESSION = ";jsessionid";
    private static final String ASKED_ABOUT = "Access-Control-Request-Method";

    private OddPath() {}

    /**
     * Where it leads: to a route that allows it, to the methods for which one does, or nowhere. The path is canonical but for what is allowed, which
     * stays as it is. Asked for what {@link RequestHead#of} refuses, and for nothing else.
     *
     * @param routes finds the route of a head
     * @param why it was refused
     */
    static Destination of(
            String method,
            String rawPath,
            @Nullable String query,
            Particulars particulars,
            Function<RequestHead, Match> routes,
            MalformedPath why) {
        try {
            RequestHead head = RequestHead.of(method, rawPath, query, particulars, ALL);
            List<RequestHead> readings = readings(head);
            Match match = hasSession(head.path()) || readings.stream().anyMatch(OddPath::isOwn)
                    ? null
                    : taken(head, readings, routes);
            return match == null ? refused(method, why) : new Destination(head, match);
        } catch (MalformedPath malformed) {
            return refused(method, malformed);
        }
    }

    /** The match of the head, or those methods for which a route takes the path; null when none does. */
    private static @Nullable Match taken(
            RequestHead head, List<RequestHead> readings, Function<RequestHead, Match> routes) {
        Match match = routes.apply(head);
        if (isReadAlike(head, match.route(), readings, routes)) {
            return match;
        }
        SortedSet<String> allowed =
                new TreeSet<>(match instanceof Match.WrongMethod wrong ? wrong.allowed() : askedAbout(head, routes));
        allowed.removeIf(other ->
                !isReadAlike(head.with(other), routes.apply(head.with(other)).route(), readings, routes));
        return allowed.isEmpty() ? null : new Match.WrongMethod(Collections.unmodifiableSortedSet(allowed));
    }

    /**
     * The methods of the route that a preflight asks about: a route for all methods that does not allow the path may be the one that takes the preflight.
     * None for what is no preflight.
     */
    private static Collection<String> askedAbout(RequestHead head, Function<RequestHead, Match> routes) {
        List<String> asked =
                head.method().equals("OPTIONS") ? head.particulars().header(ASKED_ABOUT) : List.of();
        return asked.size() == 1
                        && routes.apply(head.with(asked.get(0))).route().methods() instanceof Predicate.MethodIn some
                ? some.methods()
                : List.of();
    }

    private static Destination refused(String method, MalformedPath why) {
        return new Destination(RequestHead.malformed(method), new Match.Malformed(String.valueOf(why.getMessage())));
    }

    private static List<PathOddity> oddities(String path) {
        List<PathOddity> found = new ArrayList<>();
        if (path.contains(ENCODED_SLASH)) {
            found.add(PathOddity.ENCODED_SLASH);
        }
        if (path.indexOf(';') >= 0) {
            found.add(PathOddity.MATRIX_PARAMETERS);
        }
        return found;
    }

    private static boolean isReadAlike(
            RequestHead head, Route route, List<RequestHead> readings, Function<RequestHead, Match> routes) {
        return route.allowInPath().containsAll(oddities(head.path()))
                && readings.stream()
                        .allMatch(reading -> leadsTo(route, reading.with(head.method()), routes)
                                && hasSameValues(route, head.path(), reading.path()));
    }

    private static boolean leadsTo(Route route, RequestHead reading, Function<RequestHead, Match> routes) {
        return routes.apply(reading).route().id().equals(route.id());
    }

    private static boolean hasSameValues(Route route, String path, String reading) {
        return !(route.path() instanceof PathTemplate template) || template.hasSameValues(path, reading);
    }

    private static boolean isOwn(RequestHead reading) {
        return OwnAddresses.contain(reading.path());
    }

    private static boolean hasSession(String path) {
        return path.toLowerCase(Locale.ROOT).contains(SESSION);
    }

    /** @throws MalformedPath when a reading has a segment that no path may have */
    private static List<RequestHead> readings(RequestHead head) throws MalformedPath {
        List<RequestHead> readings = new ArrayList<>();
        for (String reading : PathReadings.of(head.path())) {
            readings.add(RequestHead.of(head.method(), reading, head.query(), head.particulars(), ALL));
        }
        return readings;
    }
}
