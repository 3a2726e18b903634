package io.gatehouse.orders;

import io.gatehouse.kernel.work.Batches;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is due every few seconds: ending what has waited too long, forgetting who has left, and counting what waits. Each
 * instance does it.
 */
@WebListener
public class Upkeep implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());
    private static final int EVERY_SECONDS = 2;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Timeouts timeouts;

    @Inject
    Departures departures;

    @Inject
    OpenOrders open;

    private final Turns turns = new Turns();
    private @Nullable ScheduledFuture<?> work;

    /** Not at CDI's own start event, which may come before the server binds resources. */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        timeouts.check();
        work = scheduler.scheduleWithFixedDelay(this::work, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        if (work != null) {
            work.cancel(false);
        }
    }

    void work() {
        keep("Orders cannot be ended now", () -> Batches.doSome(timeouts::endBatch));
        keep("What users have left behind cannot be forgotten now", this::forgetAll);
        keep("Who left long ago cannot be forgotten now", () -> Batches.doSome(departures::forgetOld));
        keep("Open orders cannot be counted now", open::update);
    }

    /** Some orders of one user in each transaction: what is forgotten stays so, whatever becomes of the rest. */
    private void forgetAll() {
        turns.doSome(last -> departures.whoHaveOrdered(last, Batches.MOST), departures::forgetSome);
    }

    private static void keep(String trouble, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            // What is thrown here would silently end the schedule.
            LOG.log(Level.WARNING, failed, () -> trouble + "; the next try is in " + EVERY_SECONDS + " s.");
        }
    }
}
