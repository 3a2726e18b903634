package io.gatehouse.kernel.health;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.Readiness;

/** Looks at the setting while the application starts, which a value that cannot be meant is to end. */
@WebListener
public class ReadinessListener implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(ReadinessListener.class.getName());

    @Inject
    @Readiness
    BrokerReadiness broker;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        if (!broker.isNeeded()) {
            LOG.info("This service is ready without the broker, too.");
        }
    }
}
