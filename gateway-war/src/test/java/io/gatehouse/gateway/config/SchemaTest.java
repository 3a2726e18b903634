package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.resilience.AdaptiveLimit;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.CircuitBreaker;
import io.gatehouse.gateway.resilience.OutlierEjection;
import io.gatehouse.gateway.resilience.Retry;
import io.gatehouse.gateway.resilience.RetryBudget;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Fallback;
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
            Map.entry("timeouts", GatewayConfig.Timeouts.class),
            Map.entry("upstream", GatewayConfig.Upstream.class),
            Map.entry("route", Route.class),
            Map.entry("routeTimeouts", Route.Timeouts.class),
            Map.entry("access", Access.AnyRole.class),
            Map.entry("instance", GatewayConfig.Instance.class),
            Map.entry("loadBalancer", GatewayConfig.LoadBalancer.class),
            Map.entry("probe", GatewayConfig.Probe.class),
            Map.entry("retry", Retry.Settings.class),
            Map.entry("retryBudget", RetryBudget.Settings.class),
            Map.entry("circuitBreaker", CircuitBreaker.Settings.class),
            Map.entry("bulkhead", Bulkhead.Settings.class),
            Map.entry("adaptiveLimit", AdaptiveLimit.Settings.class),
            Map.entry("outlierEjection", OutlierEjection.Settings.class),
            Map.entry("fallback", Fallback.class),
            Map.entry("fallbackAnswer", Fallback.Answer.class));

    /** Every key that there is. */
    private static final String EVERYTHING = """
            issuers:
              - {issuer: i, audience: a, jwks: "http://h/jwks", algorithms: [ES256], clockSkew: 1s}
            tokenExchange: {issuer: i, lifetime: 1m, keys: data}
            limits: {requestBody: 1 MiB}
            timeouts: {connect: 1s, total: 2s}
            upstreams:
              u:
                url: "http://h"
                audience: a
                health: /health
                loadBalancer: {policy: sticky, cookie: c, slowStart: 1s}
                retry:
                  maxRetries: 1
                  delay: 1ms
                  jitter: 1ms
                  maxDuration: 1s
                  statuses: [503]
                  failures: [UPSTREAM_BROKEN]
                  budget: {ratio: 0.1, minPerSecond: 1}
                circuitBreaker:
                  {requestVolumeThreshold: 1, failureRatio: 1, consecutiveFailures: 1, delay: 1s, successThreshold: 1}
                bulkhead: {maxConcurrent: 1}
                adaptiveLimit: {minLimit: 1, maxLimit: 2, initialLimit: 1, tolerance: 2}
                outlierEjection: {consecutiveFailures: 1, baseEjection: 1s, maxEjectedShare: 1}
                probe: {path: /p, interval: 1s, timeout: 1s, healthyThreshold: 1, unhealthyThreshold: 1}
                failureStatuses: [500]
              v: {instances: [{url: "http://h", weight: 1}], loadBalancer: {policy: sticky, header: h}}
            routes:
              - id: r
                path: /a/**
                methods: [GET]
                upstream: u
                stripPrefix: /a
                access: {roles: [admin]}
                limits: {requestBody: 2 MiB}
                timeouts: {total: 3s}
                fallback: {statuses: [503], answer: {status: 200, contentType: text/plain, body: b}}
              - {id: s, path: /b, upstream: u, fallback: {upstream: v}}
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
        theReaderKnowsEveryKeyOfAnUpstream(map(file.get("upstreams")));
        assertThat(keys(route)).isEqualTo(properties(definition("route")));
        assertThat(keys(map(route.get("timeouts")))).isEqualTo(properties(definition("routeTimeouts")));
        assertThat(keys(map(route.get("access")))).isEqualTo(properties(definition("access")));
        Map<?, ?> fallback = map(route.get("fallback"));
        assertThat(keys(fallback)).isEqualTo(without("upstream", properties(definition("fallback"))));
        assertThat(keys(map(fallback.get("answer")))).isEqualTo(properties(definition("fallbackAnswer")));
    }

    private void theReaderKnowsEveryKeyOfAnUpstream(Map<?, ?> upstreams) {
        Map<?, ?> one = map(upstreams.get("u"));
        assertThat(keys(one)).isEqualTo(without("instances", properties(definition("upstream"))));
        for (String protection :
                List.of("retry", "circuitBreaker", "bulkhead", "adaptiveLimit", "outlierEjection", "probe")) {
            assertThat(keys(map(one.get(protection)))).isEqualTo(properties(definition(protection)));
        }
        assertThat(keys(map(map(one.get("retry")).get("budget")))).isEqualTo(properties(definition("retryBudget")));
        assertThat(keys(map(one.get("loadBalancer"))))
                .isEqualTo(without("header", properties(definition("loadBalancer"))));
        assertThat(keys(map(((List<?>) map(upstreams.get("v")).get("instances")).get(0))))
                .isEqualTo(properties(definition("instance")));
    }

    /** What may not stand beside another key stands elsewhere in the text. */
    private static Set<String> without(String key, Set<String> keys) {
        keys.remove(key);
        return keys;
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
