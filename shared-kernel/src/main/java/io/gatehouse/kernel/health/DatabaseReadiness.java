package io.gatehouse.kernel.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service takes work as long as its database answers; to be ready it needs {@linkplain BrokerReadiness the broker} as well, unless told otherwise. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class.getName());

    @PersistenceContext
    EntityManager entities;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    private final AtomicBoolean failing = new AtomicBoolean();

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(service + "-database")
                .status(databaseAnswers())
                .build();
    }

    boolean databaseAnswers() {
        try {
            entities.createNativeQuery("select 1", Integer.class).getSingleResult();
            if (failing.getAndSet(false)) {
                LOG.info(() -> "The database of " + service + " answers again.");
            }
            return true;
        } catch (PersistenceException away) {
            // Probes come all the time: it is told once.
            LOG.log(
                    failing.getAndSet(true) ? Level.FINE : Level.WARNING,
                    away,
                    () -> "The database of " + service + " does not answer.");
            return false;
        }
    }
}
