package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.Retry;
import io.gatehouse.gateway.routing.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the file that is shipped promises. */
class ShippedRoutesTest {
    private final GatewayConfig shipped;

    ShippedRoutesTest() throws IOException, ConfigException {
        shipped = ConfigReader.read(
                "routes.yaml",
                Files.readString(Path.of("../server-config/gateway/routes.yaml")),
                name -> Optional.empty());
    }

    /** One that does not would be for nobody: safe, and of no use. */
    @Test
    void everyRouteThatIsShippedSaysWhoMayUseIt() {
        assertThat(shipped.routes())
                .isNotEmpty()
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
}
