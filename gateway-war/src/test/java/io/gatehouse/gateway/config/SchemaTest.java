package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the JSON Schema, the records and the reader in step: what one of them knows, all know. */
@NullUnmarked // A key that is missing fails the test by itself.
class SchemaTest {
    /** Every key that there is. */
    private static final String EVERYTHING = """
            issuers:
              - issuer: i
                audience: a
                jwks: "https://h/jwks"
                algorithms: [ES256]
                clockSkew: 1s
                roles: [user]
                subjectPrefix: "i:"
                tls: &tls
                  trust: ca.p12
                  trustPassword: ca.password
                  clientCertificate: {certificate: own.pem, key: own.key}
              - {issuer: j, audience: a, jwks: "https://h/jwks", tls: {clientCertificate: {certificate: own.p12, password: own.password}}}
            tokenExchange: {issuer: i, lifetime: 1m, keys: data}
            limits: {requestBody: 1 MiB, uri: 1 KiB, contentTypes: [application/json]}
            timeouts: {connect: 1s, firstByte: 1s, total: 2s, idle: 3s}
            trustedProxies: [10.0.0.0/8]
            reservedHeaders: [X-Who]
            rateLimits:
              - {name: n, per: client+service, requests: 1, window: 1m, burst: 2, shadow: true, routes: named}
            rateLimitBuckets: 1000
            accessLog: {file: access.log, size: 1 MiB, keep: 2, queue: 1024, user: false}
            drain: {grace: 1s, patience: 2s}
            cache: {size: 64 MiB}
            admin: {operator: [operator], reader: [reader]}
            upstreams:
              u:
                url: "https://h"
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
                optional: true
                connections: {max: 8, maxPending: 4, ttl: 1m, idle: 10s, buffer: 4 KiB}
                tls: *tls
              v:
                instances: [{url: "https://v", weight: 1}]
                loadBalancer: {policy: sticky, header: h}
                tls: {clientCertificate: {certificate: own.p12, password: own.password}}
            routes:
              - id: r
                path: /a/**
                allowInPath: [encodedSlash, matrixParameters]
                methods: [GET]
                when:
                  hosts: [a.test]
                  headers: {X-A: a}
                  query: {a: [b, c]}
                  cookies: {a: "*"}
                  after: 2030-01-01T00:00:00Z
                  before: 2031-01-01T00:00:00Z
                  weight: {group: g, share: 1}
                upstream: v
                stripPrefix: /a
                rewrite: {addPrefix: /b, query: {set: {a: b}, add: {c: d}, remove: [e]}}
                request: &rules
                  headers: {set: {X-A: a}, setIfAbsent: {X-A: b}, add: {X-B: b}, remove: [X-C], rename: {X-D: X-E}}
                  formAsJson: true
                  json:
                    - {set: /a, value: b}
                    - each: /list
                      json:
                        - {set: /a, value: b}
                        - {remove: /a}
                        - {move: /a, to: /b}
                        - {copy: /a, to: /b}
                        - {convert: /a, as: number}
                        - {translate: /a, words: {b: c}}
                        - {each: "", json: [{remove: /a}]}
                    - {remove: /a}
                    - {move: /a, to: /b}
                    - {copy: /a, to: /b}
                    - {convert: /a, as: text}
                    - {translate: /a, words: {b: c}}
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
                limits: {requestBody: 2 MiB, uri: 2 KiB, contentTypes: [text/plain]}
                timeouts: {connect: 1s, firstByte: none, total: 3s, idle: 2m}
                webSocket: {maxMessage: 1 KiB, idle: 1m, maxConnections: 5}
                rateLimit: {limits: [n], cost: 2}
                cache:
                  maxObject: 1 MiB
                  heuristic: true
                  staleIfError: 10m
                  staleWhileRevalidate: 10s
                  coalesce: 5s
                fallback: {statuses: [503], answer: {status: 200, contentType: text/plain, body: b}}
              - {id: s, path: /b, methods: [PUT], upstream: v, rewrite: {method: PATCH, path: /c}, fallback: {upstream: u}}
              - {id: t, path: /c, answer: {status: 200, contentType: text/plain, body: b}}
            """;

    private static final String SHIPPED = read("routes.yaml");
    private static final String SCHEMA = read("routes.schema.json");

    private final SchemaWalk walk = new SchemaWalk((Map<?, ?>) yaml(SCHEMA));

    @Test
    void everyObjectHasTheKeysOfItsRecord() {
        assertThat(walk.differencesTo(GatewayConfig.class)).isEmpty();
    }

    @Test
    void theReaderKnowsEveryKey() throws ConfigException {
        assertThat(walk.keysMissingIn(yaml(EVERYTHING)))
                .as("keys of the schema that the text with every key lacks")
                .isEmpty();
        assertThat(ConfigReader.read("all.yaml", EVERYTHING, name -> Optional.empty())
                        .routes())
                .isNotEmpty();
    }

    @Test
    void aKeyThatIsForgottenSomewhereIsSeen() {
        SchemaWalk other = new SchemaWalk((Map<?, ?>) yaml(SCHEMA.replace("\"clockSkew\":", "\"skew\":")));

        assertThat(other.differencesTo(GatewayConfig.class))
                .singleElement()
                .asString()
                .startsWith(".issuers[]: schema [algorithms");
        assertThat(other.keysMissingIn(yaml(EVERYTHING))).containsExactly(".issuers[].skew");
        assertThat(walk.keysMissingIn(
                        yaml(EVERYTHING.replace("access: {roles: [admin], scopes: [read]}", "access: public"))))
                .containsExactly(".routes[].access.roles", ".routes[].access.scopes");
    }

    @Test
    void noObjectTakesUnknownKeys() {
        assertThat(walk.objectsThatTakeAnyKey()).isEmpty();
    }

    @Test
    void aValidatorAcceptsWhatTheReaderAccepts() {
        assertThat(validate(SHIPPED)).isEmpty();
        assertThat(validate(read("compat.yaml"))).isEmpty();
        assertThat(validate(EVERYTHING)).isEmpty();
    }

    @Test
    void aPlaceholderMayStandWhereverAValueMay() throws Exception {
        String held = new ObjectMapper().writeValueAsString(held(yaml(EVERYTHING)));

        assertThat(ConfigReader.read("held.yaml", held, name -> Optional.empty()))
                .isEqualTo(ConfigReader.read("all.yaml", EVERYTHING, name -> Optional.empty()));
        assertThat(validate(held)).isEmpty();
    }

    /** The same with every value as the default of a placeholder. */
    private static Object held(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> held = new LinkedHashMap<>();
            map.forEach((key, one) -> held.put(key, held(one)));
            return held;
        }
        return value instanceof List<?> list
                ? list.stream().map(SchemaTest::held).toList()
                : "${nobody.set.it:" + value + "}";
    }

    @Test
    void aValidatorRefusesAnUnknownKeyWhereverItStands() {
        assertThat(validate(EVERYTHING.replace("clockSkew", "clockskew"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("stripPrefix", "stripprefix"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("reader:", "readers:"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("upstream: u", ""))).isNotEmpty();
    }

    private static List<Error> validate(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA, InputFormat.JSON);
        return schema.validate(new ObjectMapper().valueToTree(yaml(yaml)));
    }

    private static Object yaml(String text) {
        // JSON is YAML.
        return new Load(LoadSettings.builder().setMaxAliasesForCollections(100).build()).loadFromString(text);
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("../server-config/gateway", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
