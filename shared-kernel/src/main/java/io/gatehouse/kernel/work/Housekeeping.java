package io.gatehouse.kernel.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Chores that each instance of a service does from its deployment to its end, on a thread of their own. It is made as a
 * listener, for CDI's own start event may come before the server binds resources.
 */
public abstract class Housekeeping implements ServletContextListener {
    private static final Duration STEP = Duration.ofSeconds(1);

    /** What comes in batches goes on after this: others need the database, too. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    Clock clock;

    private final Worker worker;
    private List<Chore> chores = List.of();

    /** The name is that of the thread. */
    protected Housekeeping(String name) {
        worker = new Worker(name, this::round);
    }

    /** Says what there is to do; once, in the constructor. */
    protected final void keep(Chore... all) {
        chores = List.of(all);
    }

    @Override
    public void contextInitialized(ServletContextEvent started) {
        worker.start(threads, clock);
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        worker.stop();
    }

    private Rest round() {
        chores.forEach(chore -> chore.doIfDue(clock.instant()));
        Instant now = clock.instant();
        return Rest.of(chores.stream().anyMatch(chore -> chore.isDue(now)) ? BETWEEN_BATCHES : STEP);
    }
}
