package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.decision.Verdict.Reason;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stored answer may be given (RFC 9111 sections 4 and 5.2, RFC 5861). Looks at a request, at what is stored, and at a time; knows no store
 * and no upstream.
 */
public final class CacheStrategy {
    private static final Verdict SERVE = new Verdict.Serve();
    private static final Verdict SERVE_AND_RENEW = new Verdict.ServeAndRenew();
    private static final Verdict UNSATISFIABLE = new Verdict.Unsatisfiable();

    private CacheStrategy() {}

    /**
     * What to do now.
     *
     * @param stored the answer that the request selects; null when there is none
     * @param others whether there are answers for the address that the request does not select
     */
    public static Verdict decide(
            Terms terms, @Nullable StoredResponse stored, boolean others, Caching.On settings, long now) {
        if (stored == null) {
            return terms.control().onlyIfCached()
                    ? UNSATISFIABLE
                    : new Verdict.Fetch(others ? Reason.VARY_MISS : Reason.URI_MISS);
        }
        if (terms.noCache()) {
            return forward(terms, stored, Reason.REQUEST);
        }
        if (stored.control().noCache()) {
            return forward(terms, stored, Reason.STALE);
        }
        long left = stored.freshness().timeToLive(now);
        return left > 0 ? fresh(terms, stored, left, now) : stale(terms, stored, settings, -left, now);
    }

    private static Verdict fresh(Terms terms, StoredResponse stored, long left, long now) {
        boolean longEnough = left >= terms.control().minFresh() * 1000;
        return longEnough && isYoungEnough(terms, stored, now) ? SERVE : forward(terms, stored, Reason.REQUEST);
    }

    private static Verdict stale(Terms terms, StoredResponse stored, Caching.On settings, long staleness, long now) {
        if (stored.control().forbidsStale()) {
            return forward(terms, stored, Reason.STALE);
        }
        CacheControl wanted = terms.control();
        if (wanted.maxStale() != CacheControl.ABSENT) {
            boolean allowed = staleness <= wanted.maxStale() * 1000 && isYoungEnough(terms, stored, now);
            return allowed ? SERVE : forward(terms, stored, Reason.STALE);
        }
        // A client that names an age does not wish to receive what is stale (section 5.2.1.1).
        boolean wantsFresh = wanted.maxAge() != CacheControl.ABSENT || wanted.minFresh() != CacheControl.ABSENT;
        long window = window(stored.control().staleWhileRevalidate(), settings.staleWhileRevalidate());
        return !wantsFresh && staleness <= window ? SERVE_AND_RENEW : forward(terms, stored, Reason.STALE);
    }

    /** Whether an answer that has just come may be given to others who wait for it and ask for nothing special. */
    public static boolean isForAll(CacheControl control, Freshness freshness, Caching.On settings, long now) {
        if (control.noCache()) {
            return false;
        }
        long left = freshness.timeToLive(now);
        long window = window(control.staleWhileRevalidate(), settings.staleWhileRevalidate());
        return left > 0 || (!control.forbidsStale() && -left <= window);
    }

    private static boolean isYoungEnough(Terms terms, StoredResponse stored, long now) {
        long maxAge = terms.control().maxAge();
        return maxAge == CacheControl.ABSENT || stored.freshness().age(now) <= maxAge * 1000;
    }

    private static Verdict forward(Terms terms, StoredResponse stored, Reason reason) {
        if (terms.control().onlyIfCached()) {
            return UNSATISFIABLE;
        }
        return stored.hasValidator() ? new Verdict.Validate(reason) : new Verdict.Fetch(reason);
    }

    /**
     * Whether the stored answer may stand in for an upstream that fails. A client that asked for a young answer gets it too: better than none;
     * one that asked for a validated one does not.
     */
    public static boolean mayStandIn(Terms terms, StoredResponse stored, Caching.On settings, long now) {
        if (terms.noCache() || stored.control().noCache()) {
            return false;
        }
        long staleness = -stored.freshness().timeToLive(now);
        if (staleness < 0) {
            return true;
        }
        long window = Math.max(
                window(stored.control().staleIfError(), settings.staleIfError()),
                terms.control().staleIfError() * 1000);
        return !stored.control().forbidsStale() && window > 0 && staleness <= window;
    }

    /** What the answer says counts for more than what the route says. */
    private static long window(long seconds, Duration otherwise) {
        long window = seconds == CacheControl.ABSENT ? otherwise.toMillis() : seconds * 1000;
        return window == 0 ? CacheControl.ABSENT : window;
    }
}
