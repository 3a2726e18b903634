package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.config.RateLimit.Part;
import io.gatehouse.gateway.config.RateLimit.Routes;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.routing.Route;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The filters about rates, made from the configuration, and how many buckets are in use.
 *
 * @param beforeAdministration limits by address alone, at the gateway's own addresses
 * @param beforeAuthentication limits that do not ask who the client is: they must stop a flood before its tokens are verified
 * @param aroundAuthentication counts whom it turns away
 * @param afterAuthentication limits that ask who the client is
 */
public record RateLimits(
        Filter beforeAdministration,
        Filter beforeAuthentication,
        Filter aroundAuthentication,
        Filter afterAuthentication,
        LongSupplier buckets) {

    /**
     * Makes them.
     *
     * @param nanos a clock that never goes back and begins near 0
     */
    public static RateLimits of(
            GatewayConfig config, Inheritance inheritance, LongSupplier nanos, RefusalListener listener) {
        LocalBuckets buckets = inheritance.take(
                LocalBuckets.class,
                config.rateLimitBuckets(),
                maximum -> new LocalBuckets(maximum, nanos, new SecureRandom().nextLong()));
        RefusalListener noting = inheritance
                .take(ShadowLog.class, "shadow", name -> new ShadowLog(nanos))
                .before(listener);
        Map<String, List<RouteLimit>> all = byRoute(config);
        return new RateLimits(
                new OwnAddressFilter(new RateLimitFilter(withoutRoute(config), buckets, noting)),
                new RateLimitFilter(only(all, limit -> !limit.asksWho()), buckets, noting),
                new RefusedTokenFilter(only(all, limit -> limit.asksWho() && limit.countsUnknown()), buckets, noting),
                new RateLimitFilter(only(all, RouteLimit::asksWho), buckets, noting),
                buckets::size);
    }

    private static Map<String, List<RouteLimit>> byRoute(GatewayConfig config) {
        Map<String, LimitFields> fields = new HashMap<>();
        Map<String, List<RouteLimit>> byRoute = new HashMap<>();
        for (Route route : config.routes()) {
            List<RouteLimit> limits = new ArrayList<>();
            for (RateLimit limit : config.rateLimits()) {
                if (limit.requests() > 0 && route.rateLimit().limits().contains(limit.name())) {
                    limits.add(new RouteLimit(
                            limit, fields.computeIfAbsent(limit.name(), name -> new LimitFields(limit)), route));
                }
            }
            byRoute.put(route.id(), limits);
        }
        return byRoute;
    }

    /** Whoever made a limit for all addresses on all routes wants no address to be asked more often. */
    private static Map<String, List<RouteLimit>> withoutRoute(GatewayConfig config) {
        List<RouteLimit> limits = config.rateLimits().stream()
                .filter(limit -> limit.requests() > 0 && limit.routes() == Routes.ALL)
                .filter(limit -> limit.per().equals(Set.of(Part.ADDRESS)))
                .map(limit -> new RouteLimit(limit, new LimitFields(limit), Route.NONE))
                .toList();
        return limits.isEmpty() ? Map.of() : Map.of(Route.NONE.id(), limits);
    }

    private static Map<String, List<RouteLimit>> only(
            Map<String, List<RouteLimit>> all, Predicate<RouteLimit> condition) {
        Map<String, List<RouteLimit>> some = new HashMap<>();
        all.forEach((route, limits) -> {
            List<RouteLimit> these = limits.stream().filter(condition).toList();
            if (!these.isEmpty()) {
                some.put(route, these);
            }
        });
        return some;
    }
}
