package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.Retry;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the file that is shipped promises. */
class ShippedRoutesTest {
    private final GatewayConfig shipped = read("routes.yaml");
    private final GatewayConfig compat = read("compat.yaml");

    ShippedRoutesTest() throws IOException, ConfigException {}

    private static GatewayConfig read(String name) throws IOException, ConfigException {
        return ConfigReader.read(
                name, Files.readString(Path.of("../server-config/gateway", name)), placeholder -> Optional.empty());
    }

    /** One that does not would be for nobody: safe, and of no use. */
    @Test
    void everyRouteThatIsShippedSaysWhoMayUseIt() {
        assertThat(shipped.routes()).isNotEmpty();
        assertThat(Stream.concat(shipped.routes().stream(), compat.routes().stream()))
                .allSatisfy(route -> assertThat(route.access()).as(route.id()).isNotEqualTo(new Access.Denied()));
    }

    @Test
    void everyServiceThatIsShippedIsProtected() {
        assertThat(shipped.upstreams()).allSatisfy((name, upstream) -> {
            assertThat(upstream.circuitBreaker()).isNotNull();
            assertThat(upstream.bulkhead()).isEqualTo(new Bulkhead.Settings(500));
            assertThat(upstream.probe()).as("a single instance").isNull();
            // Logins get 503 when more come than can be hashed, streams when as many are open as may be: neither must
            // close its service to everybody.
            assertThat(upstream.failureStatuses())
                    .isEqualTo(
                            Set.of("users", "notifications").contains(name) ? Set.of(502, 504) : Set.of(502, 503, 504));
            assertThat(upstream.retry())
                    .extracting(Retry.Settings::statuses, Retry.Settings::failures)
                    .as("what may have been done is not tried again")
                    .containsExactly(
                            Set.of(502, 503),
                            Set.of(
                                    Failure.UPSTREAM_UNREACHABLE,
                                    Failure.UPSTREAM_BROKEN,
                                    Failure.UPSTREAM_CONNECT_TIMEOUT));
        });
    }

    /** Orders are taken while the broker is away. */
    @Test
    void theGatewayAsksServicesForTheirDatabaseAlone() {
        assertThat(shipped.upstreams().values())
                .isNotEmpty()
                .extracting(GatewayConfig.Upstream::health)
                .containsOnly("/health/database");
    }

    @Test
    void theFileForClientsOfOtherSystemsProtectsAsTheOtherDoes() {
        assertThat(List.of(
                        compat.issuers(),
                        compat.tokenExchange(),
                        compat.limits(),
                        compat.timeouts(),
                        compat.trustedProxies(),
                        compat.rateLimits(),
                        compat.drain(),
                        compat.admin(),
                        compat.upstreams()))
                .isEqualTo(List.of(
                        shipped.issuers(),
                        shipped.tokenExchange(),
                        shipped.limits(),
                        shipped.timeouts(),
                        shipped.trustedProxies(),
                        shipped.rateLimits(),
                        shipped.drain(),
                        shipped.admin(),
                        shipped.upstreams()));
    }

    /** Whoever adds a route to the one file adds it to the other. */
    @Test
    void theFileForClientsOfOtherSystemsHasEveryRouteOfTheOther() {
        assertThat(compat.routes())
                .extracting(Route::id, Route::path, Route::methods, Route::upstream, Route::stripPrefix, Route::access)
                .containsAll(shipped.routes().stream()
                        .map(route -> tuple(
                                route.id(),
                                route.path(),
                                route.methods(),
                                route.upstream(),
                                route.stripPrefix(),
                                route.access()))
                        .toList());
    }

    @Test
    void whatOnlyTheFileForClientsOfOtherSystemsHasIsBoundedAsEverythingElse() {
        assertThat(compat.routes()).allSatisfy(route -> {
            assertThat(route.limits().requestBody()).as(route.id()).isEqualTo(1 << 20);
            assertThat(route.rateLimit().limits()).as(route.id()).containsExactly("address", "default");
        });
    }
}
