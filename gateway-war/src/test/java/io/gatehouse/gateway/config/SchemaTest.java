package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
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
            Map.entry("timeouts", Route.Timeouts.class),
            Map.entry("upstream", GatewayConfig.Upstream.class),
            Map.entry("connections", Connections.class),
            Map.entry("tls", Tls.class),
            Map.entry("clientCertificate", Tls.ClientCertificate.class),
            Map.entry("route", Route.class),
            Map.entry("webSocket", Route.WebSocket.class),
            Map.entry("rateLimit", RateLimit.class),
            Map.entry("routeRateLimit", Route.RateLimit.class),
            Map.entry("access", Access.AnyRole.class));

    /** Every key that there is. */
    private static final String EVERYTHING = """
            issuers:
              - {issuer: i, audience: a, jwks: "http://h/jwks", algorithms: [ES256], clockSkew: 1s}
            tokenExchange: {issuer: i, lifetime: 1m, keys: data}
            limits: {requestBody: 1 MiB}
            timeouts: {connect: 1s, firstByte: 1s, total: 2s, idle: 3s}
            trustedProxies: [10.0.0.0/8]
            rateLimits:
              - {name: n, per: client+service, requests: 1, window: 1m, burst: 2, shadow: true, routes: named}
            rateLimitBuckets: 1000
            upstreams:
              u:
                url: "https://h"
                audience: a
                health: /health
                connections: {max: 8, maxPending: 4, ttl: 1m, idle: 10s}
                tls:
                  trust: ca.p12
                  trustPassword: ca.password
                  clientCertificate: {certificate: own.pem, key: own.key}
            routes:
              - id: r
                path: /a/**
                methods: [GET]
                upstream: u
                stripPrefix: /a
                access: {roles: [admin]}
                limits: {requestBody: 2 MiB}
                timeouts: {connect: 1s, firstByte: none, total: 3s, idle: 2m}
                webSocket: {maxMessage: 1 KiB, idle: 1m, maxConnections: 5}
                rateLimit: {limits: [n], cost: 2}
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
        assertThat(keys(map(file.get("tokenExchange")))).isEqualTo(properties(definition("tokenExchange")));
        assertThat(keys(map(file.get("limits")))).isEqualTo(properties(definition("limits")));
        assertThat(keys(map(file.get("timeouts")))).isEqualTo(properties(definition("timeouts")));
        Map<?, ?> upstream = map(map(file.get("upstreams")).get("u"));
        assertThat(keys(upstream)).isEqualTo(properties(definition("upstream")));
        assertThat(keys(map(upstream.get("connections")))).isEqualTo(properties(definition("connections")));
        assertThat(keys(map(upstream.get("tls")))).isEqualTo(properties(definition("tls")));
        assertThat(keys(route)).isEqualTo(properties(definition("route")));
        assertThat(keys(map(route.get("timeouts")))).isEqualTo(properties(definition("timeouts")));
        assertThat(keys(map(route.get("webSocket")))).isEqualTo(properties(definition("webSocket")));
        assertThat(keys(map(((List<?>) file.get("rateLimits")).get(0)))).isEqualTo(properties(definition("rateLimit")));
        assertThat(keys(map(route.get("rateLimit")))).isEqualTo(properties(definition("routeRateLimit")));
        assertThat(keys(map(route.get("access")))).isEqualTo(properties(definition("access")));
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
