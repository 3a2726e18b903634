package io.gatehouse.gateway.routing;

import java.util.List;

/** Where the gateway itself answers, before it asks any route. */
public final class OwnAddresses {
    private static final List<String> ALL =
            List.of("/gateway", "/health", "/problems", "/.well-known/gateway-jwks.json");

    private OwnAddresses() {}

    /** Whether the path is one of them or lies below one. */
    public static boolean contain(String path) {
        return ALL.stream().anyMatch(own -> (path + "/").startsWith(own + "/"));
    }
}
