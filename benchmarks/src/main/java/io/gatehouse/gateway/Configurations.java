package io.gatehouse.gateway;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import java.util.Optional;

/** Configurations to measure with, read from YAML as every other is. */
public final class Configurations {
    private static final String ISSUER = """
            issuers:
              - issuer: %s
                audience: gatehouse
                jwks: http://127.0.0.1:1/jwks.json
                algorithms: [RS256]
            tokenExchange:
              keys: ${keys}
            """.formatted(Tokens.ISSUER);
    private static final String HEAD = ISSUER + """
            upstreams:
              products:
                url: http://127.0.0.1:1
            routes:
            """;
    private static final String ONE = ISSUER + """
            upstreams:
              products: {%s}
            routes:
              - {id: products, path: /api/products/**, access: authenticated, upstream: products%s}
            """;
    private static final String ROUTE = """
              - id: r%d
                path: %s/**
                access: authenticated
                upstream: products
                stripPrefix: /api
            """;

    private Configurations() {}

    /** One that has so many routes, for authenticated clients. */
    public static GatewayConfig withRoutes(int count) {
        return withRoutes(count, "keys");
    }

    /** One that keeps the gateway's key in this directory. */
    static GatewayConfig withRoutes(int count, String keys) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < count; i++) {
            text.append(ROUTE.formatted(i, pathOf(i)));
        }
        return read(text.toString(), keys);
    }

    /** One whose only route and upstream, both called products, have besides these keys: YAML in one line. */
    public static GatewayConfig withOne(String upstream, String route) {
        return read(ONE.formatted(upstream, route.isEmpty() ? "" : ", " + route), "keys");
    }

    private static GatewayConfig read(String text, String keys) {
        try {
            return ConfigReader.read("benchmark", text, name -> Optional.of(keys));
        } catch (ConfigException e) {
            throw new IllegalStateException(String.join("\n", e.errors()), e);
        }
    }

    /** The path that the route of this number begins with. */
    public static String pathOf(long route) {
        return "/api/team" + route % 10 + "/service" + route;
    }
}
