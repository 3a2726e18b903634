package io.gatehouse.gateway.config;

import io.gatehouse.gateway.config.RateLimit.Routes;
import io.gatehouse.gateway.routing.Route;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which rate limits hold for a route, and what it costs. */
final class RouteRateLimits {
    private static final int DEAREST = 1_000_000;

    private final Map<String, RateLimit> limits = new LinkedHashMap<>();
    private final List<String> unlessNamed;

    /** @param limits all that there are */
    RouteRateLimits(List<RateLimit> limits) {
        limits.forEach(limit -> this.limits.put(limit.name(), limit));
        unlessNamed = limits.stream()
                .filter(limit -> limit.routes() == Routes.ALL)
                .map(RateLimit::name)
                .toList();
    }

    Route.RateLimit read(Section route) {
        if (route.holdsScalar("rateLimit")) {
            return route.optional("rateLimit", RouteRateLimits::off, Route.RateLimit.OFF);
        }
        if (!route.holdsMapping("rateLimit")) {
            return new Route.RateLimit(names(route, "rateLimit"), 1);
        }
        Section own = route.section("rateLimit");
        List<String> names = names(own, "limits");
        int cost = own.optional("cost", written -> (int) RateLimitReader.number(written, 1, DEAREST), 1);
        for (String name : names) {
            RateLimit limit = limits.get(name);
            if (limit != null && limit.requests() > 0 && cost > limit.burst()) {
                own.mistake("cost", "is more than the limit " + name + " can ever have: " + limit.burst());
            }
        }
        own.end();
        return new Route.RateLimit(names, cost);
    }

    private static Route.RateLimit off(String written) {
        if (!written.equals("off")) {
            throw new IllegalArgumentException("is neither off nor a list of rate limits: " + written);
        }
        return Route.RateLimit.OFF;
    }

    private List<String> names(Section section, String key) {
        Set<String> seen = new HashSet<>();
        return section.has(key) ? section.list(key, written -> name(written, seen)) : unlessNamed;
    }

    private String name(String written, Set<String> seen) {
        if (!limits.containsKey(written)) {
            throw new IllegalArgumentException(
                    "unknown rate limit " + written + ConfigErrors.didYouMean(written, limits.keySet()));
        }
        if (!seen.add(written)) {
            throw new IllegalArgumentException("names " + written + " twice");
        }
        return written;
    }
}
