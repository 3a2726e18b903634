package io.gatehouse.gateway.websocket;

import io.gatehouse.gateway.routing.Route;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The WebSocket connections that are open, on whichever route. Outlives the configuration that they were opened under. */
public final class OpenWebSockets {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Set<WebSocketConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    /** Takes a place on a route, if there is one; it is to be given back. */
    boolean enter(Route route, int most) {
        AtomicInteger count = count(route);
        if (count.incrementAndGet() <= most) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void leave(Route route) {
        count(route).decrementAndGet();
    }

    /** How many places of a route are taken. */
    int taken(Route route) {
        return count(route).get();
    }

    private AtomicInteger count(Route route) {
        return counts.computeIfAbsent(route.id(), id -> new AtomicInteger());
    }

    /** Both sides have agreed, perhaps while everybody else is being sent away. */
    void opened(WebSocketConnection connection) {
        connections.add(connection);
        if (leaving) {
            connection.goAway();
        }
    }

    void closed(WebSocketConnection connection) {
        connections.remove(connection);
    }

    /** Tells all that the gateway is about to go, in the words of the protocol. */
    public void goAway() {
        leaving = true;
        connections.forEach(WebSocketConnection::goAway);
    }
}
