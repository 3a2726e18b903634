package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.store.CachePurge;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.ResponseCache;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Route;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The response cache of one configuration. */
public final class ResponseCaching {
    private static final Filter PASSES = new Cache();

    private final Filter filter;
    private final CachePurge purge;

    /** What a route's stored answers depend on. */
    private record RealmSettings(Route route, GatewayConfig.@Nullable Upstream upstream, GatewayConfig.Cache cache) {}

    private ResponseCaching(Filter filter, CachePurge purge) {
        this.filter = filter;
        this.purge = purge;
    }

    /** What the configuration before has stored is kept for the routes that have not changed. */
    public static ResponseCaching of(
            GatewayConfig config,
            Inheritance inheritance,
            CacheMetrics metrics,
            Deadlines deadlines,
            InstantSource time) {
        ResponseCache cache = inheritance.take(
                ResponseCache.class, config.cache(), settings -> new ResponseCache(settings.size(), metrics::evicted));
        metrics.watch(cache);
        Map<String, Realm> realms = new HashMap<>();
        for (Route route : config.routes()) {
            if (route.cache() instanceof Caching.On on) {
                RealmSettings settings =
                        new RealmSettings(route, config.upstreams().get(route.upstream()), config.cache());
                realms.put(
                        route.id(),
                        inheritance.take(
                                Realm.class,
                                settings,
                                same -> new Realm(route.id(), on, metrics.of(route.id()), cache)));
            }
        }
        Workings workings = new Workings(cache, new Flights(deadlines), time);
        return new ResponseCaching(
                realms.isEmpty() ? PASSES : new CacheFilter(workings, realms), new CachePurge(cache));
    }

    /** Does nothing when no route caches. */
    public Filter filter() {
        return filter;
    }

    public CachePurge purge() {
        return purge;
    }

    /** Where no route caches. It bears the name by which explanations know the filter. */
    private static final class Cache implements Filter {
        @Override
        public CompletionStage<Response> apply(Request request, Chain next) {
            return next.proceed(request);
        }
    }
}
