package io.gatehouse.gateway.config;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.config.GatewayConfig.Admin;
import io.gatehouse.gateway.config.GatewayConfig.Cache;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.config.GatewayConfig.TokenExchange;
import io.gatehouse.gateway.config.GatewayConfig.Upstream;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.OwnAddresses;
import io.gatehouse.gateway.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a configuration file (YAML 1.2) and checks all of it before anything of it is used. */
public final class ConfigReader {
    private static final int LONGEST_PREFIX = 32;
    private static final URI NOWHERE = URI.create("http://nowhere.invalid");

    private final ConfigErrors errors;
    private final Placeholders placeholders;

    private ConfigReader(String file, Function<String, Optional<String>> values) {
        this.errors = new ConfigErrors(file);
        this.placeholders = new Placeholders(values);
    }

    /**
     * Reads a configuration.
     *
     * @param file the name that mistakes are reported with
     * @param values what <code>${name}</code> stands for
     * @throws ConfigException with every mistake in the text
     */
    public static GatewayConfig read(String file, String text, Function<String, Optional<String>> values)
            throws ConfigException {
        return read(file, ConfigText.of(text), values);
    }

    /** The same for a text that was read as bytes. */
    public static GatewayConfig read(String file, ConfigText text, Function<String, Optional<String>> values)
            throws ConfigException {
        return new ConfigReader(file, values).read(text);
    }

    private GatewayConfig read(ConfigText text) throws ConfigException {
        Node root = YamlTree.of(text.decode(errors), errors);
        GatewayConfig config = config(new Section(errors, placeholders, "", root));
        errors.throwIfAny();
        return config;
    }

    private GatewayConfig config(Section file) {
        Set<String> names = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        List<Issuer> issuers = file.sections("issuers").stream()
                .map(section -> issuer(section, names, prefixes))
                .toList();
        TokenExchange tokenExchange = tokenExchange(file.section("tokenExchange"));
        Route.Limits limits = limits(file.section("limits"), new Route.Limits(1 << 20));
        Route.Timeouts timeouts = WireReader.timeouts(file.section("timeouts"), Route.Timeouts.DEFAULT);
        List<Cidr> trustedProxies = RateLimitReader.trustedProxies(file);
        List<String> reservedHeaders = ReservedHeadersReader.read(file);
        List<RateLimit> rateLimits = RateLimitReader.rateLimits(file);
        GatewayConfig.AccessLog accessLog = OperationReader.accessLog(file.section("accessLog"));
        GatewayConfig.Drain drain = OperationReader.drain(file.section("drain"));
        Cache cache = CachingReader.file(file.section("cache"));
        Admin admin = OperationReader.admin(file.section("admin"));
        Section services = file.section("upstreams");
        Map<String, Upstream> upstreams = upstreams(services);
        List<Route> routes = new ArrayList<>();
        ReservedHeaders reserved = new ReservedHeaders(reservedHeaders);
        RouteReader reader = new RouteReader(
                upstreams.keySet(),
                limits,
                timeouts,
                new RouteRateLimits(rateLimits),
                CachingReader.within(cache),
                reserved);
        for (Section section : file.sections("routes")) {
            Route route = reader.read(section);
            if (OwnAddresses.contain(route.literalPrefix())) {
                section.mistake("path", "is where the gateway itself answers");
            }
            Upstream upstream = upstreams.get(route.upstream());
            if (upstream != null && upstream.loadBalancer().cookie() != null && route.cache() instanceof Caching.On) {
                section.mistake("cache", CachingReader.NO_COOKIES);
            }
            routes.add(route);
        }
        upstreams.forEach((name, upstream) -> {
            if (isSoughtInVain(upstream.loadBalancer().header(), reserved, routes)) {
                services.section(name).section("loadBalancer").mistake("header", ReservedHeaders.DROPPED);
            }
        });
        int buckets = file.optional("rateLimitBuckets", RateLimitReader::buckets, 100_000);
        file.end();
        return new GatewayConfig(
                issuers,
                tokenExchange,
                limits,
                timeouts,
                trustedProxies,
                reservedHeaders,
                rateLimits,
                buckets,
                accessLog,
                drain,
                cache,
                admin,
                upstreams,
                routes);
    }

    /** Whether no client may send this field, and no rule of a route puts it there. */
    private static boolean isSoughtInVain(@Nullable String header, ReservedHeaders reserved, List<Route> routes) {
        return header != null
                && reserved.areDropped(header)
                && routes.stream().noneMatch(route -> route.request().headers().brings(header));
    }

    private static Issuer issuer(Section section, Set<String> names, Set<String> prefixes) {
        String name = section.required("issuer", written -> another(written, names), "");
        URI jwks = section.required("jwks", Values::url, NOWHERE);
        Issuer issuer = new Issuer(
                name,
                section.required("audience", Values::text, ""),
                jwks,
                Set.copyOf(section.has("algorithms") ? section.list("algorithms", Values::algorithm) : Set.of("ES256")),
                section.optional("clockSkew", Values::duration, Duration.ofSeconds(5)),
                section.has("roles") ? Set.copyOf(section.list("roles", Values::text)) : null,
                section.optional("subjectPrefix", written -> subjectPrefix(written, prefixes), ""),
                WireReader.tls(section, jwks));
        section.end();
        return issuer;
    }

    private static String another(String written, Set<String> names) {
        if (!names.add(Values.text(written))) {
            throw new IllegalArgumentException("stands here twice: " + written);
        }
        return written;
    }

    private static String subjectPrefix(String written, Set<String> others) {
        boolean visible = !written.isEmpty() && written.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!visible || written.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                    "is not 1 to " + LONGEST_PREFIX + " visible US-ASCII characters: " + written);
        }
        if (others.stream().anyMatch(other -> other.startsWith(written) || written.startsWith(other))) {
            throw new IllegalArgumentException("does not tell this issuer's subjects from another's: " + written);
        }
        others.add(written);
        return written;
    }

    private static TokenExchange tokenExchange(Section section) {
        TokenExchange exchange = new TokenExchange(
                section.optional("issuer", Values::text, "gatehouse-gateway"),
                section.optional("lifetime", Values::positiveDuration, Duration.ofMinutes(2)),
                section.required("keys", Values::directory, Path.of("")));
        section.end();
        return exchange;
    }

    static Route.Limits limits(Section section, Route.Limits otherwise) {
        Route.Limits limits = new Route.Limits(
                section.optional("requestBody", Values::size, otherwise.requestBody()),
                section.optional("uri", Values::size, otherwise.uri()),
                section.has("contentTypes")
                        ? section.list("contentTypes", BrowserReader::mediaRange)
                        : otherwise.contentTypes());
        section.end();
        return limits;
    }

    private static Map<String, Upstream> upstreams(Section section) {
        Map<String, Upstream> upstreams = new LinkedHashMap<>();
        section.named().forEach((name, upstream) -> upstreams.put(name, UpstreamReader.read(name, upstream)));
        return upstreams;
    }
}
