package io.gatehouse.gateway.config;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.resilience.AdaptiveLimit;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.CircuitBreaker;
import io.gatehouse.gateway.resilience.OutlierEjection;
import io.gatehouse.gateway.resilience.Retry;
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
 * @param reservedHeaders the fields that no client may send: names, or with a star at their end beginnings of names
 * @param rateLimitBuckets how many buckets there may be in all
 */
public record GatewayConfig(
        List<Issuer> issuers,
        TokenExchange tokenExchange,
        Route.Limits limits,
        Route.Timeouts timeouts,
        List<Cidr> trustedProxies,
        List<String> reservedHeaders,
        List<RateLimit> rateLimits,
        int rateLimitBuckets,
        AccessLog accessLog,
        Drain drain,
        Cache cache,
        Admin admin,
        Map<String, Upstream> upstreams,
        List<Route> routes) {
    public GatewayConfig {
        issuers = List.copyOf(issuers);
        trustedProxies = List.copyOf(trustedProxies);
        reservedHeaders = List.copyOf(reservedHeaders);
        rateLimits = List.copyOf(rateLimits);
        upstreams = Map.copyOf(upstreams);
        routes = List.copyOf(routes);
    }

    /** Whether the gateway is ready without this upstream. */
    public boolean isOptional(String upstream) {
        Upstream settings = upstreams.get(upstream);
        return settings != null && settings.optional();
    }

    /**
     * Whose tokens clients may bring.
     *
     * @param jwks where the issuer publishes its keys
     * @param algorithms the only signature algorithms that are accepted, by their JOSE names
     * @param clockSkew how far the issuer's clock may be off
     * @param roles the only groups that its tokens can name; null for all
     * @param subjectPrefix what stands before its subjects wherever they are named; empty for nothing
     * @param tls how the keys are got by https; null for what the JVM trusts, and for http
     */
    public record Issuer(
            String issuer,
            String audience,
            URI jwks,
            Set<String> algorithms,
            Duration clockSkew,
            @Nullable Set<String> roles,
            String subjectPrefix,
            @Nullable Tls tls) {
        public Issuer {
            algorithms = Set.copyOf(algorithms);
            roles = roles == null ? null : Set.copyOf(roles);
        }

        /** One that may say everything, whose keys are got by http, or from whom the JVM trusts. */
        public Issuer(String issuer, String audience, URI jwks, Set<String> algorithms, Duration clockSkew) {
            this(issuer, audience, jwks, algorithms, clockSkew, null, "", null);
        }

        /** Those of these groups that it may say. */
        public List<String> heard(List<String> groups) {
            return roles == null
                    ? groups
                    : groups.stream().filter(roles::contains).toList();
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
     * A service behind the gateway. What is null is off.
     *
     * @param url where it is; null when {@code instances} say it
     * @param instances at least one
     * @param audience for which internal tokens are made
     * @param health the path below the URL of an instance that answers 200 when the instance is ready
     * @param failureStatuses the statuses with which the service says that it fails
     * @param tls null for what the JVM trusts, and for http
     * @param optional whether the gateway is ready without it
     */
    public record Upstream(
            @Nullable URI url,
            List<Instance> instances,
            String audience,
            String health,
            LoadBalancer loadBalancer,
            Retry.@Nullable Settings retry,
            CircuitBreaker.@Nullable Settings circuitBreaker,
            Bulkhead.@Nullable Settings bulkhead,
            AdaptiveLimit.@Nullable Settings adaptiveLimit,
            OutlierEjection.@Nullable Settings outlierEjection,
            @Nullable Probe probe,
            Set<Integer> failureStatuses,
            Connections connections,
            @Nullable Tls tls,
            boolean optional) {
        public Upstream {
            instances = List.copyOf(instances);
            failureStatuses = Set.copyOf(failureStatuses);
        }

        /** One instance with the usual connections, and nothing that protects it. */
        public Upstream(URI url, String audience, String health) {
            this(url, audience, health, Connections.DEFAULT, null);
        }

        /** One instance, and nothing that protects it. */
        public Upstream(URI url, String audience, String health, Connections connections, @Nullable Tls tls) {
            this(
                    url,
                    List.of(new Instance(url, 1)),
                    audience,
                    health,
                    LoadBalancer.ROUND_ROBIN,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    UpstreamReader.FAILURE_STATUSES,
                    connections,
                    tls,
                    false);
        }
    }

    /**
     * One of those that do the same.
     *
     * @param weight its share of the requests, compared with the others'; from 1
     */
    public record Instance(URI url, int weight) {}

    /**
     * Which instance gets a request.
     *
     * @param cookie the cookie that keeps a client with one instance; only with STICKY
     * @param header the header whose values each stay with one instance; only with STICKY
     * @param slowStart how long the share of an instance that has come back grows; zero when it has all of it at once
     */
    public record LoadBalancer(
            Policy policy,
            @Nullable String cookie,
            @Nullable String header,
            Duration slowStart) {
        static final LoadBalancer ROUND_ROBIN = new LoadBalancer(Policy.ROUND_ROBIN, null, null, Duration.ZERO);

        /** How it chooses. */
        public enum Policy {
            ROUND_ROBIN,
            WEIGHTED,
            POWER_OF_TWO_CHOICES,
            STICKY
        }
    }

    /**
     * When an instance is healthy enough for requests.
     *
     * @param path below the URL of the instance; answers 200 when all is well
     * @param interval between two probes, of which those of an instance that is down are at most a second apart
     * @param timeout for the whole answer
     * @param healthyThreshold the good answers in a row that bring an instance back
     * @param unhealthyThreshold the bad ones that take it out
     */
    public record Probe(
            String path, Duration interval, Duration timeout, int healthyThreshold, int unhealthyThreshold) {}
}
