package io.gatehouse.tasks;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.OneByOne;
import io.gatehouse.kernel.work.Rest;
import io.gatehouse.kernel.work.Worker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Every two seconds forgets what those have left behind who are users no longer. Each instance does it. */
@WebListener
public class Upkeep implements ServletContextListener {
    private static final Duration STEP = Duration.ofSeconds(1);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    Departures departures;

    @Inject
    Clock clock;

    private final Worker worker = new Worker("tasks upkeep", this::round);
    private final List<Chore> chores = List.of(
            new Chore("to forget what users have left behind", Duration.ofSeconds(2), this::forgetAll),
            Chore.inBatches("to forget who left long ago", Duration.ofMinutes(1), () -> departures.forgetOld()));

    /** Not at CDI's own start event, which may come before the server binds resources. */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        worker.start(threads, clock);
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        worker.stop();
    }

    Rest round() {
        chores.forEach(chore -> chore.doIfDue(clock.instant()));
        return Rest.of(STEP);
    }

    /** One transaction each: instances that meet wait for one user, and not for each other. */
    private void forgetAll() {
        OneByOne.doAll(departures.whoLeftSomething(), departures::forget);
    }
}
