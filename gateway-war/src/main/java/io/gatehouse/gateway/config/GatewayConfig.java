package io.gatehouse.gateway.config;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, checked. Components are called as their keys in the file; {@code routes.schema.json} describes them.
 *
 * @param trustedProxies whose word about the client is taken
 * @param rateLimitBuckets how many buckets there may be in all
 */
public record GatewayConfig(
        List<Issuer> issuers,
        TokenExchange tokenExchange,
        Route.Limits limits,
        Route.Timeouts timeouts,
        List<Cidr> trustedProxies,
        List<RateLimit> rateLimits,
        int rateLimitBuckets,
        AccessLog accessLog,
        Drain drain,
        Cache cache,
        Map<String, Upstream> upstreams,
        List<Route> routes) {
    public GatewayConfig {
        issuers = List.copyOf(issuers);
        trustedProxies = List.copyOf(trustedProxies);
        rateLimits = List.copyOf(rateLimits);
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
     * Where a line is written for every request.
     *
     * @param file null for no log
     * @param size in bytes; a file that has become longer is put aside
     * @param keep how many files that were put aside are kept
     * @param queue how many lines may wait to be written; a power of two is used, not less than this
     * @param user whether a line names the subject of the token
     */
    public record AccessLog(@Nullable Path file, long size, int keep, int queue, boolean user) {}

    /**
     * How the gateway ends.
     *
     * @param grace how long it serves on while it says that it is not ready any more
     * @param patience how long it then waits for requests in flight, and refuses new ones
     */
    public record Drain(Duration grace, Duration patience) {}

    /**
     * The response cache, which all routes that have one share.
     *
     * @param size the most bytes that stored answers may take
     */
    public record Cache(long size) {}

    /**
     * A service behind the gateway.
     *
     * @param audience for which internal tokens are made
     * @param health the path below {@code url} that answers 200 when the upstream is ready
     * @param tls null for what the JVM trusts, and for http
     */
    public record Upstream(
            URI url,
            String audience,
            String health,
            Connections connections,
            @Nullable Tls tls) {
        /** One with the usual connections. */
        public Upstream(URI url, String audience, String health) {
            this(url, audience, health, Connections.DEFAULT, null);
        }
    }
}
