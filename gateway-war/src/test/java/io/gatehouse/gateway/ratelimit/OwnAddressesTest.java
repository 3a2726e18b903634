package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The gateway's own addresses have no route that could name a limit. */
class OwnAddressesTest {
    private static final String ADDRESS = "{name: flood, per: address, requests: 2}";

    private static RateLimits limits(String limits) throws ConfigException {
        GatewayConfig config = ConfigReader.read("f", """
                issuers: []
                tokenExchange: {keys: k}
                rateLimits: [%s]
                upstreams: {u: {url: "http://u"}}
                routes: [{id: all, path: /**, upstream: u}]
                """.formatted(limits), name -> Optional.empty());
        return RateLimits.of(config, Inheritance.none(), () -> 0, (limit, route, shadow) -> {});
    }

    private static Request request(String path, String address) {
        return new Request(
                "id",
                new RequestHead("GET", path, null),
                new Match.NoRoute(),
                new Client(address, "http", "h"),
                Headers.EMPTY,
                Body.EMPTY,
                null);
    }

    private static int status(RateLimits limits, String path, String address) {
        return limits.beforeAdministration()
                .apply(
                        request(path, address),
                        next -> CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY)))
                .toCompletableFuture()
                .join()
                .status();
    }

    @Test
    void aLimitOfEveryAddressHoldsThereBeforeAnyTokenIsLookedAt() throws ConfigException {
        RateLimits limits = limits(ADDRESS);

        assertThat(status(limits, "/gateway/routes", "192.0.2.1")).isEqualTo(200);
        assertThat(status(limits, "/gateway/nothing", "192.0.2.1")).isEqualTo(200);
        assertThat(status(limits, "/gateway/routes", "192.0.2.1")).isEqualTo(429);
        assertThat(status(limits, "/gateway/routes", "192.0.2.2")).isEqualTo(200);
        assertThat(limits.beforeAdministration()
                        .explain(request("/gateway/routes", "192.0.2.1"))
                        .outcome())
                .isEqualTo(Decision.Outcome.REFUSES);
    }

    @Test
    void otherAddressesAreLeftToTheirRoutes() throws ConfigException {
        RateLimits limits = limits(ADDRESS);
        for (int i = 0; i < 5; i++) {
            assertThat(status(limits, "/gatewayx", "192.0.2.1")).isEqualTo(200);
        }
        assertThat(status(limits, "/gateway/x", "192.0.2.1")).isEqualTo(200);
        assertThat(limits.beforeAdministration()
                        .explain(request("/x", "192.0.2.1"))
                        .reason())
                .isEmpty();
    }

    @Test
    void limitsOfSomethingElseOrForNamedRoutesDoNotHoldThere() throws ConfigException {
        RateLimits limits = limits("{name: a, per: client, requests: 1}, {name: b, per: address+service, requests: 1},"
                + " {name: c, per: address, requests: 1, routes: named}, {name: d, per: address, requests: 0}");
        for (int i = 0; i < 5; i++) {
            assertThat(status(limits, "/gateway/routes", "192.0.2.1")).isEqualTo(200);
        }
    }
}
