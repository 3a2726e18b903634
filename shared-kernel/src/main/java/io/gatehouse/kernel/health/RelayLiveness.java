package io.gatehouse.kernel.health;

import io.gatehouse.kernel.event.relay.OutboxSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A service lives as long as its relay goes on: when that hangs, requests are still answered and no event leaves. Neither
 * the database nor the broker counts, for no restart brings those back: waiting for them ends by itself, long before.
 */
@Liveness
@ApplicationScoped
public class RelayLiveness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RelayLiveness.class.getName());

    /** Far longer than a round with all its timeouts and the rest behind it. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    OutboxSchedule relay;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    /** Made while the application starts: when the server asks, its configuration is another's. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object started) {
        LOG.fine(() -> service + " can be asked whether it lives.");
    }

    @Override
    public HealthCheckResponse call() {
        Instant last = relay.lastRound();
        // Before the first round the application is still being deployed.
        boolean lives = last == null || !clock.instant().isAfter(last.plus(PATIENCE));
        return HealthCheckResponse.named(service + "-relay")
                .status(lives)
                .withData("lastRound", String.valueOf(last))
                .build();
    }
}
