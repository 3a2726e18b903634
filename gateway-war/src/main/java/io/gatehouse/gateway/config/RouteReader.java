package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads one route after the other, and sees to it that their ids differ. */
final class RouteReader {
    private static final List<String> OPEN = List.of("public", "authenticated");

    private final Set<String> upstreams;
    private final Route.Limits limits;
    private final Route.Timeouts timeouts;
    private final Set<String> ids = new HashSet<>();

    /** The limits and timeouts are for routes that name none. */
    RouteReader(Set<String> upstreams, Route.Limits limits, Route.Timeouts timeouts) {
        this.upstreams = new TreeSet<>(upstreams);
        this.limits = limits;
        this.timeouts = timeouts;
    }

    Route read(Section section) {
        Route route = new Route(
                section.required("id", this::id, ""),
                section.required("path", Values::pathPattern, new Predicate.PathUnder("")),
                methods(section),
                section.required("upstream", this::upstream, ""),
                section.optional("stripPrefix", Values::stripPrefix, ""),
                access(section),
                ConfigReader.limits(section.section("limits"), limits),
                timeouts(section.section("timeouts")),
                FallbackReader.read(section, this::upstream));
        if (!new Predicate.PathUnder(route.stripPrefix()).test(new RequestHead("GET", route.literalPrefix(), null))) {
            section.mistake("stripPrefix", "is not how the path of the route begins");
        }
        section.end();
        return route;
    }

    private String id(String written) {
        if (!ids.add(Values.text(written))) {
            throw new IllegalArgumentException("another route has the id " + written);
        }
        return written;
    }

    private String upstream(String written) {
        if (!upstreams.contains(written)) {
            throw new IllegalArgumentException(
                    "unknown upstream " + written + ConfigErrors.didYouMean(written, upstreams));
        }
        return written;
    }

    private static Predicate methods(Section section) {
        List<String> methods = section.list("methods", Values::method);
        if (section.has("methods") && methods.isEmpty()) {
            section.mistake("methods", "names no method; leave it out for all");
        }
        return methods.isEmpty() ? new Predicate.AnyMethod() : new Predicate.MethodIn(methods);
    }

    private static Access access(Section section) {
        if (!section.holdsMapping("access")) {
            return section.optional("access", RouteReader::openAccess, new Access.Authenticated());
        }
        Section access = section.section("access");
        Set<String> roles = Set.copyOf(access.list("roles", Values::text));
        if (roles.isEmpty()) {
            access.mistake("roles", "names no role");
        }
        access.end();
        return new Access.AnyRole(roles);
    }

    private static Access openAccess(String written) {
        return switch (written) {
            case "public" -> new Access.Public();
            case "authenticated" -> new Access.Authenticated();
            default ->
                throw new IllegalArgumentException("is neither public nor authenticated nor a mapping with roles: "
                        + written + ConfigErrors.didYouMean(written, OPEN));
        };
    }

    private Route.Timeouts timeouts(Section section) {
        Route.Timeouts own = new Route.Timeouts(section.optional("total", Values::positiveDuration, timeouts.total()));
        section.end();
        return own;
    }
}
