package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.Effects;
import io.gatehouse.kernel.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What has to be done now and then about events. */
@ApplicationScoped
public class Chores {
    @Inject
    EventGauges gauges;

    @Inject
    BrokerState broker;

    @Inject
    DeadLetterCollector collector;

    @Inject
    Effects effects;

    @Inject
    Clock clock;

    private final List<Chore> all = List.of(
            new Chore("to count events that wait", Duration.ofSeconds(5), () -> gauges.update()),
            new Chore("to ask for the broker", Duration.ofSeconds(5), () -> broker.ask()),
            Chore.inBatches(
                    "to fetch the broker's dead letters", Duration.ofSeconds(30), () -> collector.collectBatch()),
            Chore.inBatches("to forget events of the last month", Duration.ofHours(1), () -> effects.forgetOld()));

    void doWhatIsDue() {
        all.forEach(chore -> chore.doIfDue(clock.instant()));
    }
}
