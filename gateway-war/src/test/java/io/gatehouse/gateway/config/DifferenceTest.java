package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    private static final String BEFORE = """
            issuers:
              - {issuer: "http://i", audience: a, jwks: "http://i/keys"}
            tokenExchange: {keys: k}
            limits: {requestBody: 1 KiB}
            timeouts: {connect: 1s, total: 2s}
            upstreams:
              u: {url: "http://u"}
              v: {url: "http://v"}
            routes:
              - {id: one, path: /one, upstream: u, limits: {requestBody: 5 B}, timeouts: {total: 5s}}
              - {id: two, path: /two, upstream: u, access: public, limits: {requestBody: 5 B}}
            """;

    @Test
    void equalConfigurationsDifferInNothing() throws ConfigException {
        assertThat(Difference.between(config(BEFORE), config(BEFORE + "# a remark\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: one           | id: uno                    | routes +uno; routes -one",
                "path: /one        | path: /one/**              | routes ~one (path)",
                "path: /one        | path: /1                   | routes ~one (path)",
                "access: public    | access: {roles: [x]}       | routes ~two (access)",
                "5 B}, timeouts    | 6 B}, timeouts             | routes ~one (limits.requestBody)",
                "'{total: 5s}'     | '{total: 6s}'              | routes ~one (timeouts.total)",
                "audience: a       | audience: b, clockSkew: 1s | issuers ~http://i (audience, clockSkew)",
                "connect: 1s       | connect: 3s                | timeouts (connect); routes ~one (timeouts.connect); routes ~two (timeouts.connect)",
                "total: 2s         | total: 3s                  | timeouts (total); routes ~two (timeouts.total)",
                "keys: k           | keys: k, lifetime: 1m      | tokenExchange (lifetime)",
                "'v: {url'         | 'w: {url'                  | upstreams +w; upstreams -v",
                "//v               | //v2                       | upstreams ~v (url, instances)",
                "'limits: {requestBody: 1 KiB}' | 'admin: {operator: [boss]}' | limits (requestBody); admin (operator)"
            })
    void namesWhatChanged(String written, String instead, String changes) throws ConfigException {
        assertThat(Difference.between(config(BEFORE), config(BEFORE.replace(written, instead))))
                .extracting(Change::toString)
                .containsExactly(changes.split("; "));
    }

    @Test
    void theOrderOfRoutesMatters() throws ConfigException {
        String turned = BEFORE.replace("id: one, path: /one", "id: X, path: /X")
                .replace(
                        "id: two, path: /two, upstream: u, access: public, limits: {requestBody: 5 B}",
                        "id: one, path: /one, upstream: u, limits: {requestBody: 5 B}, timeouts: {total: 5s}")
                .replace(
                        "id: X, path: /X, upstream: u, limits: {requestBody: 5 B}, timeouts: {total: 5s}",
                        "id: two, path: /two, upstream: u, access: public, limits: {requestBody: 5 B}");

        assertThat(Difference.between(config(BEFORE), config(turned)))
                .containsExactly(new Change("routes", "", Change.Kind.CHANGED, List.of("order")));
    }

    @Test
    void whatIsAddedInTheMiddleMovesNothing() throws ConfigException {
        String more = BEFORE.replace("  - {id: two", "  - {id: between, path: /b, upstream: v}\n  - {id: two");

        assertThat(Difference.between(config(BEFORE), config(more)))
                .containsExactly(new Change("routes", "between", Change.Kind.ADDED, List.of()));
    }

    @Test
    void everySectionIsLookedAt() throws ConfigException {
        assertThat(Difference.between(config(BEFORE), config("""
                issuers: []
                tokenExchange: {keys: other}
                limits: {requestBody: 2 KiB}
                timeouts: {connect: 3s}
                admin: {reader: []}
                upstreams: {}
                routes: []
                """)))
                .extracting(Change::section)
                .contains("issuers", "tokenExchange", "limits", "timeouts", "admin", "upstreams", "routes");
    }

    private static GatewayConfig config(String text) throws ConfigException {
        return ConfigReader.read("f", text, name -> Optional.empty());
    }
}
