package io.gatehouse.notifications.feed;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts the poller with the application, and ends all streams with it. */
@WebListener
public class FeedListener implements ServletContextListener {
    @Inject
    FeedPoller poller;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        poller.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        poller.stop();
    }
}
