package io.gatehouse.kernel.trace;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;

/** Puts traces on log lines for as long as the application is deployed. */
@WebListener
public class TraceListener implements ServletContextListener {
    private final TraceLog log = new TraceLog(Logger.getLogger(TraceLog.ROOT));

    @Override
    public void contextInitialized(ServletContextEvent started) {
        log.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        log.close();
    }
}
