package io.gatehouse.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One thread that runs what is due. What is to be run again and again is, whatever came out of it the last time. */
final class LastingClock extends ScheduledThreadPoolExecutor {
    private static final Logger LOG = System.getLogger(LastingClock.class.getName());

    LastingClock(ThreadFactory threads) {
        super(1, threads);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(() -> attempt(work), initialDelay, delay, unit);
    }

    // To the executor an exception means that this was the last time, and it tells nobody.
    @SuppressWarnings("IllegalCatch")
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error escaped) {
            LOG.log(Level.ERROR, "what is run again and again has failed this time", escaped);
        }
    }
}
