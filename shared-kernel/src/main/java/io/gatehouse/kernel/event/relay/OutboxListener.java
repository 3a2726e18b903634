package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.deadletter.DeadLetters;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Starts and stops the relay with the application, unless a setting of events cannot be meant, which ends the
 * deployment: CDI's own start event comes before the server binds resources.
 */
@WebListener
public class OutboxListener implements ServletContextListener {
    @Inject
    OutboxSchedule schedule;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        deadLetters.check();
        schedule.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        schedule.stop();
    }
}
