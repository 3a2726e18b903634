package io.gatehouse.kernel.health;

import io.gatehouse.kernel.event.relay.BrokerState;
import io.gatehouse.kernel.event.relay.BrokerState.Reachability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A service is ready with its broker, unless the operator says that this does not count (ADR 28). What is known of the
 * broker is always told.
 */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
    @Inject
    BrokerState broker;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    @Inject
    @ConfigProperty(name = "gatehouse.ready.needs.broker", defaultValue = "true")
    String needed;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(service + "-broker")
                .status(isUp())
                .withData("broker", found().name())
                .build();
    }

    Reachability found() {
        return broker.found();
    }

    /** Whether the broker answered the last time, or is not needed; false before it was asked for the first time. */
    boolean isUp() {
        return !isNeeded() || found() == Reachability.UP;
    }

    /** IllegalArgumentException for what cannot be meant. */
    boolean isNeeded() {
        if (!needed.equals("true") && !needed.equals("false")) {
            throw new IllegalArgumentException("gatehouse.ready.needs.broker=" + needed + " is neither true nor false");
        }
        return needed.equals("true");
    }
}
