package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole configuration, checked. Components are called as their keys in the file; {@code routes.schema.json} describes them. */
public record GatewayConfig(
        List<Issuer> issuers,
        TokenExchange tokenExchange,
        Route.Limits limits,
        Timeouts timeouts,
        Admin admin,
        Map<String, Upstream> upstreams,
        List<Route> routes) {
    public GatewayConfig {
        issuers = List.copyOf(issuers);
        upstreams = Map.copyOf(upstreams);
        routes = List.copyOf(routes);
    }

    /**
     * Whose tokens clients may bring.
     *
     * @param jwks where the issuer publishes its keys
     * @param algorithms the only signature algorithms that are accepted, by their JOSE names
     * @param clockSkew how far the issuer's clock may be off
     */
    public record Issuer(String issuer, String audience, URI jwks, Set<String> algorithms, Duration clockSkew) {
        public Issuer {
            algorithms = Set.copyOf(algorithms);
        }
    }

    /**
     * The tokens that upstreams get in place of the client's.
     *
     * @param keys the directory of the signing key
     */
    public record TokenExchange(String issuer, Duration lifetime, Path keys) {}

    /**
     * How long upstreams may take.
     *
     * @param connect for making a connection to an upstream
     * @param total from forwarding a request to the last byte of its answer, unless the route says otherwise
     */
    public record Timeouts(Duration connect, Duration total) {}

    /**
     * Who may use the gateway's own addresses below {@code /gateway/}, by roles in verified tokens.
     *
     * @param operator may read and act
     * @param reader may read
     */
    public record Admin(Set<String> operator, Set<String> reader) {
        static final List<String> OPERATORS = List.of("operator", "admin");
        static final List<String> READERS = List.of("reader");

        public Admin {
            operator = Set.copyOf(operator);
            reader = Set.copyOf(reader);
        }
    }

    /**
     * A service behind the gateway.
     *
     * @param audience for which internal tokens are made
     * @param health the path below {@code url} that answers 200 when the upstream is ready
     */
    public record Upstream(URI url, String audience, String health) {}
}
