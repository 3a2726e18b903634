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
 * What is known of the broker. It is always told, and counts where the operator says so: a service without its broker goes
 * on accepting work, whose events wait in the outbox (ADR 28).
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
    @ConfigProperty(name = "gatehouse.ready.needs.broker", defaultValue = "false")
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

    /** False when the broker did not answer the last time and is needed. */
    boolean isUp() {
        return !isNeeded() || found() != Reachability.DOWN;
    }

    /** IllegalArgumentException for what cannot be meant. */
    boolean isNeeded() {
        if (!needed.equals("true") && !needed.equals("false")) {
            throw new IllegalArgumentException("gatehouse.ready.needs.broker=" + needed + " is neither true nor false");
        }
        return needed.equals("true");
    }
}
