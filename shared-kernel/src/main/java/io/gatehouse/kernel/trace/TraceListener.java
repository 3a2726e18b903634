package io.gatehouse.kernel.trace;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts the service, traces and ids of requests on log lines for as long as the application is deployed. */
@WebListener
public class TraceListener implements ServletContextListener {
    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    private @Nullable TraceLog log;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        TraceLog begun = new TraceLog(Logger.getLogger(TraceLog.ROOT), service);
        log = begun;
        begun.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        if (log != null) {
            log.close();
        }
    }
}
