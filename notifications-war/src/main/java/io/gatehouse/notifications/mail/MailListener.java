package io.gatehouse.notifications.mail;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts and stops the sender with the application: CDI's own start event comes before the server binds resources. */
@WebListener
public class MailListener implements ServletContextListener {
    @Inject
    MailSchedule schedule;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        schedule.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        schedule.stop();
    }
}
