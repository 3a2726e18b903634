package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.config.RateLimit.Part;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String LEAST = """
            issuers: []
            tokenExchange: {keys: data/keys}
            upstreams:
              users: {url: "http://127.0.0.1:8081/users/"}
            routes:
              - {id: r, path: /api/users/**, upstream: users}
            """;

    @Test
    void theFileThatIsShippedHasNoMistake() throws IOException, ConfigException {
        GatewayConfig config = read(Files.readString(Path.of("../server-config/gateway/routes.yaml")));

        assertThat(config.upstreams()).containsOnlyKeys("users", "products", "orders", "tasks", "notifications");
        assertThat(config.upstreams().get("users"))
                .extracting(GatewayConfig.Upstream::url)
                .isEqualTo(URI.create("http://127.0.0.1:8081/users"));
        assertThat(config.issuers().get(0).jwks())
                .isEqualTo(URI.create("http://127.0.0.1:8081/users/.well-known/jwks.json"));
        assertThat(config.limits().requestBody()).isEqualTo(1024 * 1024);
    }

    @Test
    void aRouteThatSaysNothingIsForNobodyAndHasTheDefaults() throws ConfigException {
        var route = read(LEAST).routes().get(0);

        assertThat(route.access()).isEqualTo(new Access.Denied());
        assertThat(route.methods()).isEqualTo(new Predicate.AnyMethod());
        assertThat(route.path()).isEqualTo(new Predicate.PathUnder("/api/users"));
        assertThat(route.limits().requestBody()).isEqualTo(1024 * 1024);
        assertThat(route.timeouts().total()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void administratorsOperateUnlessTheFileSaysOtherwise() throws ConfigException {
        assertThat(read(LEAST).admin())
                .isEqualTo(new GatewayConfig.Admin(Set.of("operator", "admin"), Set.of("reader")));
        assertThat(read(LEAST + "admin: {operator: [ops], reader: []}").admin())
                .isEqualTo(new GatewayConfig.Admin(Set.of("ops"), Set.of()));
    }

    @Test
    void aRouteMayDifferFromTheDefaults() throws ConfigException {
        var route = read(LEAST.replace(
                        "upstream: users}",
                        "upstream: users, methods: [GET], access: {roles: [admin]}, stripPrefix: /api,"
                                + " limits: {requestBody: 2 KiB}, timeouts: {total: 250ms}}"))
                .routes()
                .get(0);

        assertThat(route.access()).isEqualTo(new Access.Granted(Set.of("admin"), Set.of()));
        assertThat(route.methods()).isEqualTo(new Predicate.MethodIn(List.of("GET")));
        assertThat(route.stripPrefix()).isEqualTo("/api");
        assertThat(route.limits().requestBody()).isEqualTo(2048);
        assertThat(route.timeouts().total()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whoSaysNothingOfRatesHasAHundredAMinuteForEachClientAndService() throws ConfigException {
        GatewayConfig config = read(LEAST);

        assertThat(config.rateLimits())
                .containsExactly(new RateLimit(
                        "default",
                        Set.of(Part.CLIENT, Part.SERVICE),
                        100,
                        Duration.ofMinutes(1),
                        100,
                        false,
                        RateLimit.Routes.ALL));
        assertThat(config.routes().get(0).rateLimit()).isEqualTo(new Route.RateLimit(List.of("default"), 1));
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.rateLimitBuckets()).isEqualTo(100_000);
    }

    @Test
    void aRouteHasTheLimitsForAllUnlessItNamesItsOwn() throws ConfigException {
        String text = LEAST.replace("issuers: []", """
                        issuers: []
                        rateLimits:
                          - {name: all, requests: 10, window: 1s, burst: 20}
                          - {name: special, per: address + route, requests: 1, routes: named, shadow: true}""") + """
                          - {id: own, path: /own, upstream: users, rateLimit: [special]}
                          - {id: dear, path: /dear, upstream: users, rateLimit: {cost: 5}}
                          - {id: off, path: /off, upstream: users, rateLimit: off}
                        """.indent(0).replaceAll("(?m)^ *-", "  -");

        GatewayConfig config = read(text);

        assertThat(config.rateLimits().get(0).burst()).isEqualTo(20);
        assertThat(config.rateLimits().get(1).per()).containsExactlyInAnyOrder(Part.ADDRESS, Part.ROUTE);
        assertThat(config.rateLimits().get(1).shadow()).isTrue();
        assertThat(config.routes())
                .extracting(Route::rateLimit)
                .containsExactly(
                        new Route.RateLimit(List.of("all"), 1),
                        new Route.RateLimit(List.of("special"), 1),
                        new Route.RateLimit(List.of("all"), 5),
                        Route.RateLimit.OFF);
    }

    @Test
    void theShippedLimitAndProxiesCanComeFromTheEnvironment() throws Exception {
        GatewayConfig config = ConfigReader.read(
                "routes.yaml",
                Files.readString(Path.of("../server-config/gateway/routes.yaml")),
                name -> Optional.ofNullable(Map.of(
                                "gatehouse.rate.limit.per.minute",
                                "7",
                                "gatehouse.rate.limit.per.address",
                                "0",
                                "gatehouse.trusted.proxies",
                                "10.0.0.0/8, 2001:db8::/32")
                        .get(name)));

        assertThat(config.rateLimits()).extracting(RateLimit::requests).containsExactly(0L, 7L);
        assertThat(config.trustedProxies()).extracting(Cidr::toString).containsExactly("10.0.0.0/8", "2001:db8::/32");
    }

    @Test
    void aRouteCachesOnlyWhenItSaysSo() throws ConfigException {
        assertThat(read(LEAST).routes().get(0).cache()).isEqualTo(new Caching.Off());
        assertThat(read(LEAST).cache().size()).isEqualTo(64 << 20);
        assertThat(read(LEAST.replace("id: r", "id: r, cache: off"))
                        .routes()
                        .get(0)
                        .cache())
                .isEqualTo(new Caching.Off());
        assertThat(read(LEAST.replace("id: r", "id: r, cache: {}"))
                        .routes()
                        .get(0)
                        .cache())
                .isEqualTo(new Caching.On(1 << 20, false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)));
        assertThat(read("cache: {size: 10 KiB}\n" + LEAST.replace("id: r", "id: r, cache: {}"))
                        .routes()
                        .get(0)
                        .cache())
                .extracting("maxObject")
                .isEqualTo(10L << 10);
    }

    @Test
    void tellsAllMistakesAtOnceEachWithItsPlace() {
        String text = """
                issuers:
                  - {issuer: a, audience: b, jwks: "ftp://x", algorithms: [HS256]}
                tokenExchange: {}
                upstreams:
                  users: {url: "http://127.0.0.1:8081", colour: red}
                routes:
                  - {id: one, path: /a/**, upstrem: users}
                  - {id: two, path: a, upstream: user}
                  - {id: two, path: /b, upstream: users, access: publik}
                  - {id: three, path: /c, upstream: users, stripPrefix: /d, timeouts: {total: soon}}
                extra: 1
                """;

        assertThat(errors(text))
                .containsExactly(
                        "routes.yaml:2:36: issuers[0].jwks: is not an http or https URL without query and fragment: ftp://x",
                        "routes.yaml:2:60: issuers[0].algorithms[0]: is not a known asymmetric algorithm: HS256"
                                + " (did you mean ES256?)",
                        "routes.yaml:3:16: tokenExchange.keys: is missing",
                        "routes.yaml:5:41: upstreams.users.colour: unknown key",
                        "routes.yaml:7:5: routes[0].upstream: is missing",
                        "routes.yaml:7:28: routes[0].upstrem: unknown key (did you mean upstream?)",
                        "routes.yaml:8:21: routes[1].path: has no slash at its beginning",
                        "routes.yaml:8:34: routes[1].upstream: unknown upstream user (did you mean users?)",
                        "routes.yaml:9:10: routes[2].id: another route has the id two",
                        "routes.yaml:9:50: routes[2].access: is neither public nor authenticated nor deny nor a mapping with roles or scopes:"
                                + " publik (did you mean public?)",
                        "routes.yaml:10:57: routes[3].stripPrefix: is not how the path of the route begins",
                        "routes.yaml:10:79: routes[3].timeouts.total: is not a duration such as 250ms, 5s, 2m or 1h: soon",
                        "routes.yaml:11:1: extra: unknown key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuers: []       | issuers: 7                   | issuers: must be a list",
                "issuers: []       | issuers: [7]                 | issuers[0]: must be a mapping",
                "issuers: []       | limits: {requestBody: 1 MB}  | limits.requestBody: is not a size",
                "issuers: []       | limits: {requestBody: [1]}   | limits.requestBody: must be a single value",
                "issuers: []       | limits: 1                    | limits: must be a mapping",
                "issuers: []       | timeouts: {total: 0s}        | timeouts.total: must be longer than nothing",
                "issuers: []       | timeouts: {idle: 87601h}     | timeouts.idle: must not be longer than 87600h: 87601h",
                "issuers: []       | timeouts: {idle: 3000000h}   | timeouts.idle: must not be longer than",
                "issuers: []       | timeouts: {idle: 9999999999999999h} | timeouts.idle: is not a duration",
                "issuers: []       | timeouts: {connect: -1s}     | timeouts.connect: is not a duration",
                "path: /api/users/**| path: /api/*/x              | routes[0].path: may have a wildcard only as /** at its end",
                "path: /api/users/**| path: '/api/x{id}'          | a variable only as a whole segment",
                "path: /api/users/**| path: '/api/{id}/{id}'      | routes[0].path: has the variable {id} twice",
                "path: /api/users/**| path: '/api/{1}'            | a variable only as a whole segment",
                "path: /api/users/**| path: /api//x               | routes[0].path: has an empty path segment",
                "path: /api/users/**| path: /%61                  | routes[0].path: must be written as /a",
                "path: /api/users/**| path: /gateway/x            | routes[0].path: is where the gateway itself answers",
                "path: /api/users/**| path: /health/live          | routes[0].path: is where the gateway itself answers",
                "path: /api/users/**| path: /health               | routes[0].path: is where the gateway itself answers",
                "path: /api/users/**| path: /.well-known/gateway-jwks.json | routes[0].path: is where the gateway itself answers",
                "path: /api/users/**| path: /problems/** | routes[0].path: is where the gateway itself answers",
                "path: /api/users/**| path: /gateway/**           | routes[0].path: is where the gateway itself answers",
                "issuers: []       | admin: {reader: x}           | admin.reader: must be a list",
                "issuers: []       | admin: {writer: [x]}         | admin.writer: unknown key",
                "id: r             | id: r, methods: [get]        | routes[0].methods[0]: is not a method in capital letters",
                "id: r             | id: r, methods: []           | routes[0].methods: names no method",
                "id: r             | id: r, methods: GET          | routes[0].methods: must be a list",
                "id: r             | id: r, access: {roles: []}   | routes[0].access.roles: names no role",
                "issuers: []       | trustedProxies: [10.0.0.1/8] | trustedProxies[0]: must be written as 10.0.0.0/8",
                "issuers: []       | 'trustedProxies: \"10.0.0.0/8,x\"' | trustedProxies: is not a network",
                "issuers: []       | rateLimits: 7                | rateLimits: must be a list",
                "issuers: []       | rateLimits: [{requests: 1}]  | rateLimits[0].name: is missing",
                "issuers: []       | rateLimits: [{name: a}]      | rateLimits[0].requests: is missing",
                "issuers: []       | 'rateLimits: [{name: \"a b\", requests: 1}]' | rateLimits[0].name: is not a name",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1}, {name: a, requests: 2}]' | rateLimits[1].name: another limit has the name a",
                "issuers: []       | 'rateLimits: [{name: a, requests: -1}]' | rateLimits[0].requests: is not a number from 0",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, per: client+adress}]' | (did you mean address?)",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, per: client+}]' | rateLimits[0].per: is not made of",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, window: 1500ms}]' | rateLimits[0].window: must be whole seconds",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, burst: 0}]' | rateLimits[0].burst: is not a number from 1",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, shadow: yes}]' | rateLimits[0].shadow: is neither true nor false",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, routes: some}]' | rateLimits[0].routes: is neither all nor named",
                "issuers: []       | 'rateLimits: [{name: a, requests: 2000000, window: 1s}]' | rateLimits[0].requests: is more than one in a microsecond",
                "issuers: []       | 'rateLimits: [{name: a, requests: 1, window: 24h, burst: 400}]' | rateLimits[0].burst: takes more than a year",
                "issuers: []       | rateLimitBuckets: 10         | rateLimitBuckets: is not a number from 1000",
                "id: r             | id: r, rateLimit: on         | routes[0].rateLimit: is neither off nor a list",
                "id: r             | 'id: r, rateLimit: [defalt]' | unknown rate limit defalt (did you mean default?)",
                "id: r             | 'id: r, rateLimit: [default, default]' | routes[0].rateLimit[1]: names default twice",
                "id: r             | 'id: r, rateLimit: {cost: 0}' | routes[0].rateLimit.cost: is not a number from 1",
                "id: r             | 'id: r, rateLimit: {cost: 101}' | routes[0].rateLimit.cost: is more than the limit default can ever have: 100",
                "id: r             | id: r, id: s                 | routes[0].id: stands here twice",
                "id: r             | id: ''                       | routes[0].id: is empty",
                "keys: data/keys   | 'keys: \"${gatehouse.keys}\"' | tokenExchange.keys: ${gatehouse.keys} has no value and no default",
                "issuers: []       | cache: {size: 0 B}           | cache.size: must be more than nothing",
                "issuers: []       | cache: {sise: 1 MiB}         | cache.sise: unknown key (did you mean size?)",
                "id: r             | id: r, cache: on             | routes[0].cache: is neither off nor a mapping: on",
                "id: r             | id: r, cache: {maxObject: 65 MiB} | routes[0].cache.maxObject: is more than the whole cache holds",
                "id: r             | id: r, cache: {maxObject: 2 GiB}  | routes[0].cache.maxObject: must be at most 1 GiB",
                "id: r             | id: r, cache: {heuristic: maybe}  | routes[0].cache.heuristic: is neither true nor false",
                "id: r             | id: r, cache: {staleIfError: 1}   | routes[0].cache.staleIfError: is not a duration",
                "id: r             | id: r, cache: {ttl: 1m}      | routes[0].cache.ttl: unknown key",
                "/users/\"}          | '/users/\", instances: [{url: \"http://h\"}]}' | upstreams.users.url: stands beside instances",
                "issuers: []       | 'issuers: ['                 | not YAML"
            })
    void namesWhatIsWrong(String written, String instead, String message) {
        assertThat(errors(LEAST.replace(written, instead)))
                .anySatisfy(
                        error -> assertThat(error).startsWith("routes.yaml:").contains(message));
    }

    @Test
    void anEmptyFileIsAMistake() {
        assertThat(errors("# nothing\n")).containsExactly("routes.yaml:1:1: the file is empty");
    }

    @Test
    void placeholdersTakeTheirValueOrTheirDefault() throws ConfigException {
        String text = LEAST.replace("http://127.0.0.1:8081/users/", "http://${host:localhost}:${port:1}/u");

        GatewayConfig config = ConfigReader.read(
                "routes.yaml",
                text,
                name -> Optional.ofNullable(Map.of("port", "99").get(name)));

        assertThat(config.upstreams().get("users"))
                .extracting(GatewayConfig.Upstream::url)
                .isEqualTo(URI.create("http://localhost:99/u"));
    }

    private static GatewayConfig read(String text) throws ConfigException {
        return ConfigReader.read("routes.yaml", text, name -> Optional.empty());
    }

    private static List<String> errors(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).errors();
    }
}
