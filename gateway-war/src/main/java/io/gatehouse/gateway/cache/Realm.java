package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.routing.Caching;
import java.util.function.Consumer;

/**
 * A route's part of the cache. An answer is given again only in the realm that it was stored in. A realm lives as long as its route and upstream
 * stay as they are: when who may use a route changes, or where it leads, nothing of what was stored before is given any more.
 */
final class Realm implements AutoCloseable {
    private final String route;
    private final Caching.On settings;
    private final Consumer<Outcome> outcomes;
    private final ResponseCache cache;

    Realm(String route, Caching.On settings, Consumer<Outcome> outcomes, ResponseCache cache) {
        this.route = route;
        this.settings = settings;
        this.outcomes = outcomes;
        this.cache = cache;
    }

    String route() {
        return route;
    }

    Caching.On settings() {
        return settings;
    }

    void count(Outcome outcome) {
        outcomes.accept(outcome);
    }

    /** Nobody asks for it any more: what it has makes place for others. */
    @Override
    public void close() {
        cache.purge((key, stored) -> stored.realm() == this);
    }
}
