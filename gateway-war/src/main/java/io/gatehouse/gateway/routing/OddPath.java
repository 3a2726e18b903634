package io.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request whose path has no canonical form, or has one only with what its route allows. Some take an encoded slash for a slash and some do not, some
 * leave out parameters and some do not, before they decode or after, and Payara leaves out all that follows the first semicolon. Only a path that each of
 * them would bring to the same route is taken: what stands on one route cannot be reached in the name of another, nor can a dot segment be hidden. A session
 * in it is never taken: Grizzly cuts it out of a path, from {@code ;jsessionid=} to the next semicolon, slashes and all.
 *
 * @param head its path is canonical but for what is allowed, which stays as it is
 * @param match a route that allows it, or {@link Match.Malformed}
 */
public record OddPath(RequestHead head, Match match) {
    private static final List<PathOddity> ALL = List.of(PathOddity.values());
    private static final String ENCODED_SLASH = "%2F";
    private static final String SESSION = ";jsessionid";

    /**
     * Asked for what {@link RequestHead#of} refuses, and for nothing else.
     *
     * @param routes finds the route of a head
     * @param why it was refused
     */
    public static OddPath of(
            String method,
            String rawPath,
            @Nullable String query,
            Particulars particulars,
            Function<RequestHead, Match> routes,
            MalformedPath why) {
        try {
            RequestHead head = RequestHead.of(method, rawPath, query, particulars, ALL);
            Match match = routes.apply(head);
            if (!hasSession(head.path())
                    && match.route().allowInPath().containsAll(oddities(head.path()))
                    && isReadAlike(head, match, routes)) {
                return new OddPath(head, match);
            }
        } catch (MalformedPath malformed) {
            return refused(method, malformed);
        }
        return refused(method, why);
    }

    private static OddPath refused(String method, MalformedPath why) {
        return new OddPath(RequestHead.malformed(method), new Match.Malformed(String.valueOf(why.getMessage())));
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

    /** @throws MalformedPath when a reading has a segment that no path may have */
    private static boolean isReadAlike(RequestHead head, Match match, Function<RequestHead, Match> routes)
            throws MalformedPath {
        for (RequestHead reading : readings(head)) {
            if (!routes.apply(reading).route().id().equals(match.route().id())) {
                return false;
            }
        }
        return true;
    }

    private static List<RequestHead> readings(RequestHead head) throws MalformedPath {
        String path = head.path();
        List<RequestHead> readings = new ArrayList<>();
        for (String reading : List.of(
                withoutParameters(path),
                split(path),
                withoutParameters(split(path)),
                split(withoutParameters(path)),
                cut(path),
                cut(split(path)))) {
            readings.add(RequestHead.of(head.method(), reading, head.query(), head.particulars(), ALL));
        }
        return readings;
    }

    private static String split(String path) {
        return path.replace(ENCODED_SLASH, "/");
    }

    private static String cut(String path) {
        int semicolon = path.indexOf(';');
        return semicolon < 0 ? path : path.substring(0, semicolon);
    }

    private static boolean hasSession(String path) {
        return path.toLowerCase(Locale.ROOT).contains(SESSION);
    }

    private static String withoutParameters(String path) {
        StringBuilder rest = new StringBuilder(path.length());
        boolean parameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            parameter = c == ';' || (parameter && c != '/');
            if (!parameter) {
                rest.append(c);
            }
        }
        return rest.toString();
    }
}
