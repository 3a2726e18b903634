package io.gatehouse.gateway.config;

import io.gatehouse.gateway.config.GatewayConfig.Admin;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.config.GatewayConfig.Timeouts;
import io.gatehouse.gateway.config.GatewayConfig.TokenExchange;
import io.gatehouse.gateway.config.GatewayConfig.Upstream;
import io.gatehouse.gateway.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a configuration file (YAML 1.2) and checks all of it before anything of it is used. */
public final class ConfigReader {
    private static final Duration MOMENT = Duration.ofSeconds(1);
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
        List<Issuer> issuers = issuers(file.sections("issuers"));
        TokenExchange tokenExchange = tokenExchange(file.section("tokenExchange"));
        Route.Limits limits = limits(file.section("limits"), new Route.Limits(1 << 20));
        Timeouts timeouts = timeouts(file.section("timeouts"));
        Admin admin = admin(file.section("admin"));
        Map<String, Upstream> upstreams = upstreams(file.section("upstreams"));
        List<Route> routes = new ArrayList<>();
        RouteReader reader = new RouteReader(upstreams.keySet(), limits, new Route.Timeouts(timeouts.total()));
        for (Section section : file.sections("routes")) {
            Route route = reader.read(section);
            if ((route.literalPrefix() + "/").startsWith("/gateway/")) {
                section.mistake("path", "is where the gateway itself answers");
            }
            routes.add(route);
        }
        file.end();
        return new GatewayConfig(issuers, tokenExchange, limits, timeouts, admin, upstreams, routes);
    }

    private static List<Issuer> issuers(List<Section> sections) {
        Map<String, Issuer> issuers = new LinkedHashMap<>();
        for (Section section : sections) {
            Issuer issuer = issuer(section);
            if (issuers.putIfAbsent(issuer.issuer(), issuer) != null) {
                section.mistake("issuer", "another issuer is " + issuer.issuer());
            }
        }
        return List.copyOf(issuers.values());
    }

    private static Admin admin(Section section) {
        Admin admin = new Admin(
                Set.copyOf(section.has("operator") ? section.list("operator", Values::text) : Admin.OPERATORS),
                Set.copyOf(section.has("reader") ? section.list("reader", Values::text) : Admin.READERS));
        section.end();
        return admin;
    }

    private static Issuer issuer(Section section) {
        Issuer issuer = new Issuer(
                section.required("issuer", Values::text, ""),
                section.required("audience", Values::text, ""),
                section.required("jwks", Values::url, NOWHERE),
                Set.copyOf(section.has("algorithms") ? section.list("algorithms", Values::algorithm) : Set.of("ES256")),
                section.optional("clockSkew", Values::duration, Duration.ofSeconds(5)));
        section.end();
        return issuer;
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
        Route.Limits limits = new Route.Limits(section.optional("requestBody", Values::size, otherwise.requestBody()));
        section.end();
        return limits;
    }

    private static Timeouts timeouts(Section section) {
        Timeouts timeouts = new Timeouts(
                section.optional("connect", Values::positiveDuration, MOMENT),
                section.optional("total", Values::positiveDuration, Duration.ofSeconds(30)));
        section.end();
        return timeouts;
    }

    private static Map<String, Upstream> upstreams(Section section) {
        Map<String, Upstream> upstreams = new LinkedHashMap<>();
        section.named().forEach((name, upstream) -> {
            upstreams.put(
                    name,
                    new Upstream(
                            upstream.required("url", Values::url, NOWHERE),
                            upstream.optional("audience", Values::text, name),
                            upstream.optional("health", Values::path, "/health/ready")));
            upstream.end();
        });
        return upstreams;
    }
}
