package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.decision.CacheStatus;
import io.gatehouse.gateway.cache.decision.CacheStrategy;
import io.gatehouse.gateway.cache.decision.Verdict;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.CacheKey;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.Resource;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Route;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gives stored answers where they are allowed and good enough, and forgets those that a change has outdated. */
final class CacheFilter implements Filter {
    private final Workings with;
    private final Map<String, Realm> realms;

    /** @param realms by the ids of the routes that cache */
    CacheFilter(Workings with, Map<String, Realm> realms) {
        this.with = with;
        this.realms = Map.copyOf(realms);
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        String method = request.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return isSafe(method)
                    ? next.proceed(request)
                    : next.proceed(request).thenApply(response -> changed(request, response));
        }
        Realm realm = realm(request);
        if (realm == null) {
            return next.proceed(request);
        }
        Terms terms = Terms.of(request);
        String key = CacheKey.of(request);
        String bypass = key == null ? "key" : terms.bypass();
        if (key == null || bypass != null) {
            realm.count(Outcome.BYPASS);
            return next.proceed(request).thenApply(response -> passed(response, String.valueOf(bypass)));
        }
        return new CachedExchange(with, realm, terms, key, request, next).answer();
    }

    /** Null for a route that does not cache, be it only because it has fallen back to another upstream. */
    private @Nullable Realm realm(Request request) {
        Route route = request.route();
        return route.cache() instanceof Caching.On ? realms.get(route.id()) : null;
    }

    /** Any method that is not known to be safe counts as unsafe (RFC 9111 section 4.4). */
    private static boolean isSafe(String method) {
        return method.equals("OPTIONS") || method.equals("TRACE");
    }

    private Response changed(Request request, Response response) {
        if (response.refusal() == null && response.status() >= 200 && response.status() < 400) {
            invalidate(CacheKey.of(request));
            Headers headers = response.headers();
            invalidate(CacheKey.beside(request, headers.first("Location")));
            invalidate(CacheKey.beside(request, headers.first("Content-Location")));
        }
        return response;
    }

    private void invalidate(@Nullable String key) {
        if (key != null) {
            with.cache().invalidate(key);
        }
    }

    private static Response passed(Response response, String reason) {
        return response.refusal() == null
                ? response.with(CacheStatus.added(response.headers(), CacheStatus.bypass(reason)))
                : response;
    }

    @Override
    public Decision explain(Request request) {
        String method = request.head().method();
        Realm realm = realm(request);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Decision.passes(isSafe(method) ? "" : "what is stored for this address is forgotten if it succeeds");
        }
        if (realm == null) {
            return Decision.passes("the route does not cache");
        }
        Terms terms = Terms.of(request);
        String key = CacheKey.of(request);
        if (key == null || terms.bypass() != null) {
            return Decision.passes("the cache keeps out of it: " + (key == null ? "key" : terms.bypass()));
        }
        return explain(realm, terms, with.cache().find(key), request.headers());
    }

    private Decision explain(Realm realm, Terms terms, @Nullable Resource resource, Headers headers) {
        long now = with.time().millis();
        StoredResponse stored = resource == null ? null : resource.select(realm, headers);
        boolean others = resource != null && resource.any(realm) != null;
        Verdict verdict = CacheStrategy.decide(terms, stored, others, realm.settings(), now);
        if (verdict instanceof Verdict.Unsatisfiable) {
            return Decision.refuses(Failure.NOT_STORED, "only a stored answer is wanted, and there is none");
        }
        if (verdict instanceof Verdict.Validate validate) {
            return Decision.passes(
                    "a stored answer is to be validated: " + validate.reason().word());
        }
        if (verdict instanceof Verdict.Fetch fetch) {
            return Decision.passes(
                    "nothing stored can be given: " + fetch.reason().word());
        }
        long left = stored == null ? 0 : Math.floorDiv(stored.freshness().timeToLive(now), 1000);
        return Decision.answers("a stored answer is given, with " + left + " s left");
    }
}
