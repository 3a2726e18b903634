package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.testing.Gauges;
import io.gatehouse.kernel.testing.Threads;
import java.time.Clock;

/** Parts of a relay for tests of what tells of them. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
public final class Relays {
    private Relays() {}

    /** What is known of a broker that was asked just now. */
    public static BrokerState asked(boolean away) {
        Addressee broker = new Addressee();
        broker.away = away;
        BrokerState state = new BrokerState();
        state.publisher = broker;
        state.registry = new Gauges().registry();
        state.service = "probe";
        state.ask();
        return state;
    }

    /** One whose first round never ends. */
    public static OutboxSchedule hanging(Threads threads, Clock clock, Runnable wait) {
        OutboxSchedule schedule = new OutboxSchedule();
        schedule.threads = threads;
        schedule.clock = clock;
        schedule.relay = new OutboxRelay() {
            @Override
            public boolean publishBatch() {
                wait.run();
                return false;
            }
        };
        schedule.chores = new Chores() {
            @Override
            void doWhatIsDue() {}
        };
        return schedule;
    }

    public static void start(OutboxSchedule schedule) {
        schedule.start();
    }

    public static void stop(OutboxSchedule schedule) {
        schedule.stop();
    }
}
