package io.gatehouse.notifications.feed;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts the poller with the application, which settings that cannot be meant end, and ends all streams with it. */
@WebListener
public class FeedListener implements ServletContextListener {
    @Inject
    FeedPoller poller;

    @Inject
    Streams streams;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        streams.check();
        poller.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        poller.stop();
    }
}
