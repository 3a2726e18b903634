package io.gatehouse.gateway.cache.store;

import io.gatehouse.gateway.routing.Caching;

/**
 * A route's part of the cache. An answer is given again only in the realm that it was stored in. A realm lives as long as its route and upstream
 * stay as they are: when who may use a route changes, or where it leads, nothing of what was stored before is given any more.
 */
public final class Realm implements AutoCloseable {
    private final String route;
    private final Caching.On settings;
    private final Counters counters;
    private final RenewalLog log;
    private final ResponseCache cache;

    public Realm(String route, Caching.On settings, Counters counters, ResponseCache cache) {
        this.route = route;
        this.settings = settings;
        this.counters = counters;
        this.log = new RenewalLog(route);
        this.cache = cache;
    }

    public String route() {
        return route;
    }

    public Caching.On settings() {
        return settings;
    }

    public void count(Outcome outcome) {
        counters.requests().accept(outcome);
    }

    public void renewed() {
        counters.renewals().accept(Renewal.RENEWED);
    }

    public void notRenewed(String why, long now) {
        counters.renewals().accept(Renewal.FAILED);
        log.failed(why, now);
    }

    /** Nobody asks for it any more: what it has makes place for others. */
    @Override
    public void close() {
        cache.purge((key, stored) -> stored.realm() == this);
    }
}
