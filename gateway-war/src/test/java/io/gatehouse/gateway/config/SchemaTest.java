package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.When;
import io.gatehouse.gateway.rules.Compression;
import io.gatehouse.gateway.rules.Cors;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the JSON Schema, the records and the reader in step: what one of them knows, all know. */
@NullUnmarked // A key that is missing fails the test by itself.
class SchemaTest {
    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(
            Map.entry("issuer", GatewayConfig.Issuer.class),
            Map.entry("tokenExchange", GatewayConfig.TokenExchange.class),
            Map.entry("limits", Route.Limits.class),
            Map.entry("timeouts", GatewayConfig.Timeouts.class),
            Map.entry("upstream", GatewayConfig.Upstream.class),
            Map.entry("route", Route.class),
            Map.entry("routeTimeouts", Route.Timeouts.class),
            Map.entry("when", When.class),
            Map.entry("weight", When.Weight.class),
            Map.entry("rewrite", Rewrite.class),
            Map.entry("queryRules", Rewrite.Query.class),
            Map.entry("messageRules", MessageRules.class),
            Map.entry("headerRules", MessageRules.HeaderRules.class),
            Map.entry("cors", Cors.class),
            Map.entry("compression", Compression.class),
            Map.entry("securityHeaders", SecurityHeaders.class),
            Map.entry("access", Access.Granted.class));

    /** Every key that there is. */
    private static final String EVERYTHING = """
            issuers:
              - {issuer: i, audience: a, jwks: "http://h/jwks", algorithms: [ES256], clockSkew: 1s}
            tokenExchange: {issuer: i, lifetime: 1m, keys: data}
            limits: {requestBody: 1 MiB, uri: 1 KiB, contentTypes: [application/json]}
            timeouts: {connect: 1s, total: 2s}
            upstreams:
              u: {url: "http://h", audience: a, health: /health}
            routes:
              - id: r
                path: /a/**
                methods: [GET]
                when:
                  hosts: [a.test]
                  headers: {X-A: a}
                  query: {a: [b, c]}
                  cookies: {a: "*"}
                  after: 2030-01-01T00:00:00Z
                  before: 2031-01-01T00:00:00Z
                  weight: {group: g, share: 1}
                upstream: u
                stripPrefix: /a
                rewrite: {addPrefix: /b, query: {set: {a: b}, add: {c: d}, remove: [e]}}
                request: &rules
                  headers: {set: {X-A: a}, add: {X-B: b}, remove: [X-C], rename: {X-D: X-E}}
                  json: [{set: /a, value: b}, {remove: /a}, {move: /a, to: /b}]
                  jsonLimit: 1 KiB
                response: *rules
                cors: {origins: ["https://a.test"], headers: [X-A], exposed: [X-B], credentials: true, maxAge: 1m}
                compression: {types: [text/*], minimum: 1 KiB}
                securityHeaders:
                  contentTypeOptions: nosniff
                  frameOptions: DENY
                  referrerPolicy: origin
                  strictTransportSecurity: 1h
                access: {roles: [admin], scopes: [read]}
                limits: {requestBody: 2 MiB}
                timeouts: {total: 3s}
            """;

    private final Map<?, ?> schema;

    SchemaTest() throws IOException {
        // JSON is YAML.
        schema = map(yaml(Files.readString(Path.of("../server-config/gateway/routes.schema.json"))));
    }

    static List<String> objects() {
        return RECORDS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectHasTheKeysOfItsRecord(String name) {
        assertThat(properties(definition(name))).isEqualTo(components(RECORDS.get(name)));
    }

    @Test
    void theFileHasTheKeysOfItsRecord() {
        assertThat(properties(schema)).isEqualTo(components(GatewayConfig.class));
    }

    @Test
    void theReaderKnowsEveryKey() throws ConfigException {
        ConfigReader.read("all.yaml", EVERYTHING, name -> Optional.empty());

        Map<?, ?> file = map(yaml(EVERYTHING));
        Map<?, ?> route = map(((List<?>) file.get("routes")).get(0));
        assertThat(keys(file)).isEqualTo(properties(schema));
        assertThat(keys(map(((List<?>) file.get("issuers")).get(0)))).isEqualTo(properties(definition("issuer")));
        assertThat(keys(map(map(file.get("upstreams")).get("u")))).isEqualTo(properties(definition("upstream")));
        assertHasAllKeys(file, "tokenExchange", "tokenExchange");
        assertHasAllKeys(file, "limits", "limits");
        assertHasAllKeys(file, "timeouts", "timeouts");
        assertHasAllKeys(route, "timeouts", "routeTimeouts");
        assertHasAllKeys(route, "access", "access");
        assertHasAllKeys(route, "when", "when");
        assertHasAllKeys(map(route.get("when")), "weight", "weight");
        // A new path leaves no place for a prefix: the file has the one or the other.
        assertThat(properties(definition("rewrite"))).containsOnly("addPrefix", "path", "query");
        assertHasAllKeys(map(route.get("rewrite")), "query", "queryRules");
        assertHasAllKeys(route, "request", "messageRules");
        assertHasAllKeys(route, "response", "messageRules");
        assertHasAllKeys(map(route.get("request")), "headers", "headerRules");
        assertHasAllKeys(route, "cors", "cors");
        assertHasAllKeys(route, "compression", "compression");
        assertHasAllKeys(route, "securityHeaders", "securityHeaders");
    }

    private void assertHasAllKeys(Map<?, ?> parent, String key, String definition) {
        assertThat(keys(map(parent.get(key)))).as(key).isEqualTo(properties(definition(definition)));
    }

    @Test
    void everyJsonRuleHasTheKeysOfTheSchema() {
        Map<?, ?> file = map(yaml(EVERYTHING));
        Map<?, ?> request = map(map(((List<?>) file.get("routes")).get(0)).get("request"));
        Set<String> used = new TreeSet<>();
        ((List<?>) request.get("json")).forEach(rule -> used.addAll(keys(map(rule))));

        assertThat(used).isEqualTo(properties(definition("jsonRule")));
    }

    @Test
    void noObjectTakesUnknownKeys() {
        assertThat(schema.get("additionalProperties")).isEqualTo(false);
        assertThat(RECORDS.keySet())
                .allSatisfy(name ->
                        assertThat(definition(name).get("additionalProperties")).isEqualTo(false));
    }

    private Map<?, ?> definition(String name) {
        return map(map(schema.get("$defs")).get(name));
    }

    private static Set<String> properties(Map<?, ?> object) {
        return keys(map(object.get("properties")));
    }

    private static Set<String> components(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        return names;
    }

    private static Set<String> keys(Map<?, ?> map) {
        Set<String> keys = new TreeSet<>();
        map.keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
