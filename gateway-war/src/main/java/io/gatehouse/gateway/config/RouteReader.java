package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.PathOddity;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one route after the other, and sees to it that their ids differ. */
final class RouteReader {
    /** What is about the upstream, and the way to it. */
    private static final List<String> FOR_UPSTREAMS =
            List.of("upstream", "stripPrefix", "rewrite", "request", "response", "webSocket", "cache", "fallback");

    private final Set<String> upstreams;
    private final Route.Limits limits;
    private final Route.Timeouts timeouts;
    private final RouteRateLimits rateLimits;
    private final CachingReader caching;
    private final ReservedHeaders reserved;
    private final Set<String> ids = new HashSet<>();

    /** The limits and timeouts are for routes that name none. */
    RouteReader(
            Set<String> upstreams,
            Route.Limits limits,
            Route.Timeouts timeouts,
            RouteRateLimits rateLimits,
            CachingReader caching,
            ReservedHeaders reserved) {
        this.upstreams = new TreeSet<>(upstreams);
        this.limits = limits;
        this.timeouts = timeouts;
        this.rateLimits = rateLimits;
        this.caching = caching;
        this.reserved = reserved;
    }

    Route read(Section section) {
        Predicate.Path path = section.required("path", Values::pathPattern, new Predicate.PathUnder(""));
        RulesReader rules = new RulesReader(path);
        Route route = new Route(
                section.required("id", this::id, ""),
                path,
                section.list("allowInPath", RouteReader::oddity),
                methods(section),
                WhenReader.read(section.section("when"), reserved),
                section.has("answer") ? Route.NO_UPSTREAM : section.required("upstream", this::upstream, ""),
                section.has("answer") ? FallbackReader.answer(section.section("answer")) : null,
                section.optional("stripPrefix", Values::stripPrefix, ""),
                rules.rewrite(section.section("rewrite")),
                rules.message(section.section("request"), RuleNames.Direction.REQUEST),
                rules.message(section.section("response"), RuleNames.Direction.RESPONSE),
                section.has("cors") ? BrowserReader.cors(section.section("cors")) : null,
                section.has("compression") ? BrowserReader.compression(section.section("compression")) : null,
                BrowserReader.securityHeaders(section.section("securityHeaders")),
                AccessReader.read(section),
                ConfigReader.limits(section.section("limits"), limits),
                WireReader.timeouts(section.section("timeouts"), timeouts),
                webSocket(section),
                rateLimits.read(section),
                caching.route(section),
                FallbackReader.read(section, this::upstream));
        check(section, route);
        section.end();
        return route;
    }

    /** Notes what does not go together. */
    private static void check(Section section, Route route) {
        if (!new Predicate.PathUnder(route.stripPrefix()).test(new RequestHead("GET", route.literalPrefix(), null))) {
            section.mistake("stripPrefix", "is not how the path of the route begins");
        } else if (route.rewrite().path() != null && !route.stripPrefix().isEmpty()) {
            section.mistake("stripPrefix", "strips a path that rewrite.path replaces");
        }
        if (section.has("answer")) {
            FOR_UPSTREAMS.stream()
                    .filter(section::has)
                    .forEach(key -> section.mistake(key, "stands beside answer, for which no upstream is asked"));
        }
        if (route.rewrite().method() != null && !isUnsafe(route.methods())) {
            section.mistake("methods", "must be of DELETE, PATCH, POST and PUT where rewrite.method replaces them");
        }
    }

    private static boolean isUnsafe(Predicate methods) {
        return methods instanceof Predicate.MethodIn some && RulesReader.UNSAFE.containsAll(some.methods());
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

    private static PathOddity oddity(String written) {
        for (PathOddity oddity : PathOddity.values()) {
            if (oddity.toString().equals(written)) {
                return oddity;
            }
        }
        throw new IllegalArgumentException("is none of encodedSlash, matrixParameters: " + written);
    }

    private static Predicate methods(Section section) {
        List<String> methods = section.list("methods", Values::method);
        if (section.has("methods") && methods.isEmpty()) {
            section.mistake("methods", "names no method; leave it out for all");
        }
        return methods.isEmpty() ? new Predicate.AnyMethod() : new Predicate.MethodIn(methods);
    }

    private static Route.@Nullable WebSocket webSocket(Section section) {
        if (!section.has("webSocket")) {
            return null;
        }
        Section settings = section.section("webSocket");
        Route.WebSocket webSocket = new Route.WebSocket(
                settings.optional("maxMessage", Values::size, 1L << 20),
                settings.optional("idle", Values::positiveDuration, Duration.ofMinutes(5)),
                settings.optional("maxConnections", Values::count, 1_000));
        settings.end();
        return webSocket;
    }
}
